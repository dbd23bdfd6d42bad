import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { cutHls } from './hls-cuts.ts';

interface Hls {
  default: { DefaultConfig: Record<string, unknown>; version: string };
  Events: Record<string, string>;
  ErrorTypes: Record<string, string>;
}

const whole = join(createRequire(import.meta.url).resolve('hls.js/package.json'), '../dist/hls.mjs');
let source: string;
let folder: string;
let cut: Hls;

beforeAll(async () => {
  vi.stubGlobal('self', globalThis);
  source = await readFile(whole, 'utf8');
  folder = await mkdtemp(join(tmpdir(), 'rostrum-hls-'));
  const place = join(folder, 'hls.mjs');
  await writeFile(place, cutHls(source));
  cut = (await import(pathToFileURL(place).href)) as Hls;
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true, force: true });
});

it('still has all that a lecture is played with', () => {
  const config = cut.default.DefaultConfig;
  const used = [
    ...['abrController', 'bufferController', 'capLevelController', 'errorController', 'gapController'],
    ...['latencyController', 'streamController', 'audioStreamController', 'audioTrackController'],
    ...['subtitleStreamController', 'subtitleTrackController', 'timelineController', 'loader', 'cueHandler'],
  ] as const;
  expect(used.filter((name) => config[name] === undefined)).toEqual([]);
  expect(config['enableWebVTT']).toBe(true);
  expect([cut.Events['MANIFEST_PARSED'], cut.ErrorTypes['NETWORK_ERROR']]).toEqual([
    'hlsManifestParsed',
    'networkError',
  ]);
  expect(cut.default.version).toMatch(/^1\./);
});

it('has nothing of what is left out', () => {
  const config = cut.default.DefaultConfig;
  expect([config['emeController'], config['interstitialsController'], config['cmcdController']]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(config['enableCEA708Captions']).toBe(false);
  expect(cutHls(source).length).toBeLessThan(source.length * 0.85);
});

it('refuses a file that it doesn’t know', () => {
  expect(() => cutHls(source.replace('\nclass TSDemuxer {', '\nclass Demuxer {'))).toThrow('TSDemuxer');
});
