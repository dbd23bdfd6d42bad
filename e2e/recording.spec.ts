import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { type StudioParts, startStudioParts } from '../bench/record/studio-parts.ts';
import { launchChromium } from './support/index.ts';

const ffmpeg = process.env['FFMPEG_PATH'] || 'ffmpeg';
const pictures = new URL('../test-results/pictures/', import.meta.url).pathname;

let studio: StudioParts;
let browser: Browser;

test.beforeEach(async () => {
  studio = await startStudioParts();
  browser = await launchChromium();
});

test.afterEach(async () => {
  await browser.close();
  await studio.close();
});

/** What FFmpeg complains about while it plays a file to its end; how long that was, and what is in it. */
function play(file: string) {
  const said = execFileSync(
    'sh',
    ['-c', '"$0" -nostdin -hide_banner -i "$1" -enc_time_base -1 -f null - 2>&1', ffmpeg, file],
    { encoding: 'utf8' },
  );
  const [, hours = 0, minutes = 0, seconds = 0] =
    [...said.matchAll(/time=(\d+):(\d+):([\d.]+)/g)].at(-1)?.map(Number) ?? [];
  return {
    complaints: said.split('\n').filter((line) => /error|invalid|premature/i.test(line)),
    durationMs: (hours * 3600 + minutes * 60 + seconds) * 1000,
    codecs: [
      ...said.matchAll(
        /Stream #0:\d.*?: (?:Video|Audio): (\w+).* \(default\)|Stream #0:\d.*?: (\w+): (\w+)/g,
      ),
    ]
      .map((found) => found[1] ?? found[3] ?? '')
      .filter((codec) => /h264|vp8|opus|aac/.test(codec)),
  };
}

const line = (page: Page) => page.getByTestId('recording-line');

async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(line(page).getByText('Recording', { exact: true })).toBeVisible();
}

const files = () => {
  const [recording = ''] = readdirSync(studio.recordingsFolder);
  const folder = join(studio.recordingsFolder, recording);
  return readdirSync(folder)
    .filter((name) => /\.(mkv|webm|mp4|m4a)$/.test(name))
    .map((name) => ({ name, path: join(folder, name) }));
};

async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
  }
}

test('programme and sources are recorded each on its own track, listed, and made into an MP4', async () => {
  const page = await studio.openPage(browser);
  await start(page);
  await expect(line(page).getByRole('timer')).toHaveText('0:04', { timeout: 30_000 });
  await lookAt(page, 'recording-line');
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await expect(line(page).getByText('The recording is on the disk.')).toBeVisible();
  expect(files().map(({ name }) => name)).toEqual([
    'camera-1.mkv',
    'microphone-1.webm',
    'programme-1.mkv',
    'screen-1.mkv',
  ]);
  for (const { path } of files()) expect(play(path).durationMs).toBeGreaterThan(2_500);
  const programme = files().find(({ name }) => name.startsWith('programme'));
  expect(play(programme?.path ?? '').codecs.sort()).toEqual(['h264', 'opus']);

  await page.getByRole('button', { name: 'Recordings' }).click();
  const recording = page.getByRole('article', { name: 'Waves and light' });
  await expect(recording.getByText('Programme, Camera, Screen, Microphone')).toBeVisible();
  await recording.getByRole('button', { name: 'Export' }).click();
  await recording.getByLabel('From').fill('one minute');
  await recording.getByRole('button', { name: 'Export' }).click();
  await expect(recording.getByText('Write minutes and seconds, such as 1:30.')).toBeVisible();
  await lookAt(page, 'recording-export');
  await recording.getByLabel('From').fill('0:01');
  await recording.getByLabel(/loudness/).check();
  await recording.getByRole('button', { name: 'Export' }).click();
  await expect(recording.getByText(/^Done, /)).toBeVisible({ timeout: 30_000 });
  await lookAt(page, 'recordings');
  const exported = files().find(({ name }) => name.endsWith('.mp4'));
  const played = play(exported?.path ?? '');
  expect(played.complaints).toEqual([]);
  expect(played.codecs.sort()).toEqual(['aac', 'h264']);

  await page.reload();
  await page.getByRole('button', { name: 'Recordings' }).click();
  await expect(recording.getByText(/^Done, /)).toBeVisible();
  await recording.getByRole('button', { name: 'Delete Waves and light' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('No recordings yet')).toBeVisible();
  expect(readdirSync(studio.recordingsFolder)).toEqual([]);
});

test('a source that goes and comes back has a file for each time, while the programme goes on', async () => {
  const page = await studio.openPage(browser);
  await start(page);
  const held = (name: string) => files().some((file) => file.name === name);
  await expect.poll(() => held('camera-1.mkv')).toBe(true);
  await page.evaluate(() => {
    if (window.trial) window.trial.recorder.setSources({ ...window.trial.tracks, camera: undefined });
  });
  await page.evaluate(() => window.trial?.recorder.setSources(window.trial.tracks));
  await expect.poll(() => held('camera-2.mkv')).toBe(true);
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await expect(line(page).getByText('The recording is on the disk.')).toBeVisible();
  expect(held('programme-2.mkv')).toBe(false);
});

test('a shell that hangs costs nothing: the page says what it holds, and brings it once that goes on', async () => {
  const page = await studio.openPage(browser);
  await start(page);
  await expect(line(page).getByRole('timer')).toHaveText('0:02', { timeout: 30_000 });
  const { pid = 0 } = studio.shell.process;
  process.kill(pid, 'SIGSTOP');
  await expect(
    line(page).getByText(/The disk is too slow at the moment. \d+ [kM]B are held in memory/),
  ).toBeVisible();
  await lookAt(page, 'recording-held');
  process.kill(pid, 'SIGCONT');
  await expect(line(page).getByText(/held in memory/)).toBeHidden();
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await expect(line(page).getByText('The recording is on the disk.')).toBeVisible();
  const programme = files().find(({ name }) => name.startsWith('programme'));
  const { complaints, durationMs } = play(programme?.path ?? '');
  expect(complaints).toEqual([]);
  expect(durationMs).toBeGreaterThan(5_000);
});

test('a shell that is started anew is brought what the page has held meanwhile', async () => {
  const page = await studio.openPage(browser);
  await start(page);
  await expect(line(page).getByRole('timer')).toHaveText('0:02', { timeout: 30_000 });
  await studio.shell.kill();
  await expect(line(page).getByText(/doesn’t answer. The recording is held in memory/)).toBeVisible();
  await studio.restartShell();
  await expect(line(page).getByText(/held in memory/)).toBeHidden();
  await expect(line(page).getByRole('timer')).toHaveText(/0:0[5-9]/, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await expect(line(page).getByText('The recording is on the disk.')).toBeVisible();
  const { complaints, durationMs } = play(files().find(({ name }) => name === 'programme-1.mkv')?.path ?? '');
  expect(complaints).toEqual([]);
  expect(durationMs).toBeGreaterThan(4_000);
});

test('after the shell was killed the next start offers the recording, and it plays to its end', async () => {
  const page = await studio.openPage(browser);
  await start(page);
  await expect(line(page).getByRole('timer')).toHaveText('0:03', { timeout: 30_000 });
  await studio.shell.kill();
  await expect(line(page).getByText(/doesn’t answer. The recording is held in memory/)).toBeVisible();
  await page.context().close();
  await studio.restartShell();
  const next = await studio.openPage(browser);
  await next.getByRole('button', { name: 'Recordings' }).click();
  await expect(next.getByText('Broke off', { exact: true })).toBeVisible();
  await lookAt(next, 'recording-broke-off');
  await next.getByRole('button', { name: 'Recover' }).click();
  await expect(next.getByText('Recovered', { exact: true })).toBeVisible({ timeout: 30_000 });
  for (const { path } of files()) expect(play(path).complaints).toEqual([]);
});
