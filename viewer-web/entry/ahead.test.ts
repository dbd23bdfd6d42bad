import { afterEach, expect, it, vi } from 'vitest';
import { fetchAhead } from './ahead.ts';

const WAVES = '/api/classes/DEMO';

function openPage(rostrumAhead?: { url: string; response: Promise<Response> }): void {
  vi.stubGlobal('window', { rostrumAhead });
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(new Response(`now ${url}`)));
}

const textOf = async (url: string) => (await fetchAhead(url, {})).text();

afterEach(() => vi.unstubAllGlobals());

it('takes what was asked for ahead once, and asks anew from then on', async () => {
  openPage({ url: WAVES, response: Promise.resolve(new Response('ahead')) });
  expect([await textOf(WAVES), await textOf(WAVES)]).toEqual(['ahead', `now ${WAVES}`]);
});

it.each([
  ['another class', { url: '/api/classes/OPTICS', response: Promise.resolve(new Response('ahead')) }],
  ['nothing', undefined],
])('asks by itself where %s was asked for ahead', async (_what, ahead) => {
  openPage(ahead);
  expect(await textOf(WAVES)).toBe(`now ${WAVES}`);
});

it('fails as a question of its own would', async () => {
  openPage({ url: WAVES, response: Promise.reject(new TypeError('offline')) });
  await expect(fetchAhead(WAVES, {})).rejects.toThrow('offline');
});
