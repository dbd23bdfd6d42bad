import {
  SESSION_HEADER,
  recordingFactsSchema,
  recordingsSchema,
  sessionSchema,
} from '@rostrum/protocol/http';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page, expect, test } from '@playwright/test';
import * as v from 'valibot';
import { readPlaylist, violationsIn } from './hls-checker/index.ts';
import {
  type House,
  SMALL_PICTURE,
  addressOfGuest,
  launchChromium,
  openStudio,
  startHouse,
} from './support/index.ts';

const ffmpeg = process.env['FFMPEG_PATH'] || 'ffmpeg';
const pictures = new URL('../test-results/pictures/', import.meta.url).pathname;

let house: House;
let browser: Browser;

test.beforeAll(async () => {
  house = await startHouse({ ROSTRUM_AV1: 'off' });
  browser = await launchChromium();
});

test.afterAll(async () => {
  await browser.close();
  await house.close();
});

/** The class's recordings as the server tells them, with the rungs of the newest. */
async function recorded() {
  const key = new URL(house.links.studio).searchParams.get('key');
  const signedIn = await fetch(`${house.origin}/api/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SESSION_HEADER]: 'body' },
    body: JSON.stringify({ key }),
  });
  const { classId, token } = v.parse(sessionSchema, await signedIn.json());
  const ask = async (path: string): Promise<unknown> => {
    const url = `${house.origin}/api/classes/${classId}/recordings${path}`;
    return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json();
  };
  const { recordings } = v.parse(recordingsSchema, await ask(''));
  const [newest] = recordings;
  const { rungs } = v.parse(recordingFactsSchema, await ask(`/${newest?.streamId}`));
  return { recordings, rungs };
}

/** What a player is given, as the RFC and FFmpeg judge it. */
async function expectPlayable(streamId: string, durationMs: number, rungs: readonly string[]): Promise<void> {
  const folder = new URL('.', await addressOfGuest(house.origin));
  const addressOf = (file: string) => new URL(`${file}?s=${streamId}`, folder).href;
  const main = await (await fetch(addressOf('recording.m3u8'))).text();
  const files = [...main.matchAll(/([a-z0-9]+-recording)\.m3u8/g)].map(([, name]) => `${name}.m3u8`);
  expect(new Set(files).size).toBe(rungs.length);
  for (const file of new Set(files)) {
    const playlist = readPlaylist(await (await fetch(addressOf(file))).text());
    expect([file, violationsIn(playlist)]).toEqual([file, []]);
  }
  const played = execFileSync(
    'sh',
    [
      '-c',
      '"$0" -nostdin -v error -progress pipe:1 -i "$1" -f null - 2>&1',
      ...[ffmpeg, addressOf('recording.m3u8')],
    ],
    { encoding: 'utf8' },
  );
  const lines = played.split('\n').filter((line) => line !== '');
  expect(lines.filter((line) => !/^\w+=/.test(line))).toEqual([]);
  const playedMs = Number([...played.matchAll(/out_time_us=(\d+)/g)].at(-1)?.[1]) / 1000;
  expect(Math.abs(playedMs - durationMs)).toBeLessThan(300);
}

async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
  }
}

test('what the studio recorded takes the place of what the server did', async () => {
  const studio = await openStudio(browser, house, SMALL_PICTURE);
  const line = studio.getByTestId('recording-line');
  await expect(line.getByRole('timer')).toHaveText('0:09', { timeout: 60_000 });
  await studio.getByTestId('end-broadcast').click();
  await studio.getByTestId('confirm-end').click();
  await expect(line.getByText('The recording is on the disk.')).toBeVisible();
  await expect.poll(async () => (await recorded()).recordings.length, { timeout: 20_000 }).toBe(1);
  const before = await recorded();
  expect(before.rungs).toContain('a96');

  await studio.getByRole('button', { name: 'Recordings' }).click();
  const recording = studio.getByRole('article', { name: 'Waves and light' });
  await recording.getByRole('button', { name: 'Send to the server in place of its own recording' }).click();
  await expect(recording.getByText(/of this recording would be sent/)).toBeVisible();
  await lookAt(studio, 'replace-offer');
  await studio.setViewportSize({ width: 320, height: 844 });
  await lookAt(studio, 'replace-offer-320');
  await studio.setViewportSize({ width: 1280, height: 720 });
  await recording.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(recording.getByText('It has taken the place of the server’s own recording.')).toBeVisible({
    timeout: 90_000,
  });
  await lookAt(studio, 'replace-done');

  const after = await recorded();
  expect(after.recordings).toHaveLength(1);
  expect(after.rungs).not.toContain('a96');
  expect(after.rungs.slice(0, 2)).toEqual(['v540', 'v360']);
  const [{ streamId, durationMs } = { streamId: '', durationMs: 0 }] = after.recordings;
  await expectPlayable(streamId, durationMs, after.rungs);
  // All of what was meant for the class, also what came before students saw it.
  expect(after.recordings[0]!.durationMs).toBeGreaterThan(before.recordings[0]!.durationMs);
  expect(after.recordings[0]!.startedAt).toBeLessThanOrEqual(before.recordings[0]!.startedAt + 1_000);

  await studio.setViewportSize({ width: 390, height: 844 });
  await lookAt(studio, 'replace-narrow');
});
