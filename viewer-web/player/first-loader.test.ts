import type { HlsConfig, Loader, LoaderCallbacks, LoaderConfiguration, LoaderContext } from 'hls.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loaderThrough } from './first-loader.ts';
import type { FirstLoads, Loaded } from './first-loads.ts';

const loaded: Loaded = { data: 'ahead', bytes: 5, startMs: 1, firstMs: 2, endMs: 3 };
const context = { url: '/live/c1/main.m3u8', responseType: 'text' } as LoaderContext;

let told: unknown[];
let ahead: Promise<Loaded> | undefined;

/** A loader as hls.js brings it, with a line that never answers. */
class OwnLoader {
  context: LoaderContext | null = null;
  stats = { loaded: 0, total: 0, loading: { start: 0, first: 0, end: 0 } };
  load({ url }: LoaderContext): void {
    told.push(`asked for ${url}`);
  }
  abort(): void {
    told.push('own abort');
  }
  destroy(): void {
    told.push('destroyed');
  }
}

beforeEach(() => {
  told = [];
  vi.stubGlobal('location', { href: 'https://uni.example/c/DEMO' });
});
afterEach(() => vi.unstubAllGlobals());

function load(): Loader<LoaderContext> {
  const first = { take: () => ahead } as unknown as FirstLoads;
  const Through = loaderThrough(OwnLoader as unknown as HlsConfig['loader'], first);
  const loader = new Through({} as HlsConfig);
  loader.load(
    context,
    {} as LoaderConfiguration,
    {
      onSuccess: ({ url, data }, { loading, total }) => void told.push([url, data, total, { ...loading }]),
      onAbort: () => void told.push('given up'),
    } as Partial<LoaderCallbacks<LoaderContext>> as LoaderCallbacks<LoaderContext>,
  );
  return loader;
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

it('gives what was asked for ahead by its whole address, with the times that it took', async () => {
  ahead = Promise.resolve(loaded);
  load();
  await settle();
  const url = 'https://uni.example/live/c1/main.m3u8';
  expect(told).toEqual([[url, 'ahead', 5, { start: 1, first: 2, end: 3 }]]);
});

it('asks by itself for what was not, or did not come', async () => {
  ahead = undefined;
  load();
  ahead = Promise.reject(new Error('404'));
  load();
  await settle();
  expect(told).toEqual(['asked for /live/c1/main.m3u8', 'asked for /live/c1/main.m3u8']);
});

it('gives nothing to whoever gave up on it, and tells so once', async () => {
  ahead = Promise.resolve(loaded);
  load().abort();
  load().destroy();
  await settle();
  expect(told).toEqual(['given up', 'destroyed']);
});

it('is given up as ever once it is there', async () => {
  ahead = Promise.resolve(loaded);
  const loader = load();
  await settle();
  loader.abort();
  expect(told.at(-1)).toBe('own abort');
});
