import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { type Browser, type Page, expect, test } from '@playwright/test';
import { type StoredProgramme, launchChromium, startStoredProgramme } from './support/index.ts';

const run = promisify(execFile);
const ffmpeg = process.env['FFMPEG_PATH'] ?? 'ffmpeg';
const require = createRequire(import.meta.url);

/** Each puts a playlist into the page's video, and tells of what is fatal. */
const players = {
  'hls.js': {
    script: require.resolve('hls.js/dist/hls.js'),
    start: (url: string, videoCodec: string) => `
      const hls = new Hls({ lowLatencyMode: true, videoPreference: { videoCodec: '${videoCodec}' } });
      hls.on(Hls.Events.ERROR, (_, { fatal, type, details, response }) => {
        if (fatal || (response?.code ?? 0) >= 400) problems.push([type, details, response?.code].join(' '));
      });
      hls.loadSource(${JSON.stringify(url)});
      hls.attachMedia(video);`,
  },
  Shaka: {
    script: require.resolve('shaka-player/dist/shaka-player.compiled.js'),
    start: (url: string, videoCodec: string) => `
      shaka.polyfill.installAll();
      const player = new shaka.Player();
      player.configure({ streaming: { lowLatencyMode: true }, preferredVideo: [{ codec: '${videoCodec}' }] });
      // It asks for the hinted part early. That one does not come when the transcoder changes, and it goes on without.
      player.addEventListener('error', ({ detail }) => {
        const told = detail.category ? [detail.category, detail.code, detail.data].join(' ') : '(' + detail + ') ' + String(detail?.stack ?? detail).slice(0, 120) + JSON.stringify(player.getManifest().variants.flatMap((v) => [v.video, v.audio]).map((x) => x && [x.originalId, x.segmentIndex && [...(x.segmentIndex.references ?? Object.values(x.segmentIndex).find(Array.isArray) ?? [])].map((r) => [r.startTime, r.endTime])]));
        if (!/\\/\\d+\\.\\d+\\.m4s\\S*,404,/.test(told)) problems.push(told);
      });
      player.attach(video).then(() => player.load(${JSON.stringify(url)})).catch((error) => problems.push(String(error)));`,
  },
} as const;

let programme: StoredProgramme;
let browser: Browser;
let pages: { origin: string; close: () => void };

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  [programme, browser, pages] = await Promise.all([startStoredProgramme(), launchChromium(), servePages()]);
});
test.afterAll(async () => {
  await browser.close();
  pages.close();
  await programme.close();
});

for (const name of Object.keys(players) as (keyof typeof players)[]) {
  test(`${name} plays the live playlist near its end, through a change of the transcoder`, async () => {
    const page = await open(name, 'main.m3u8');
    await played(page, 3);
    programme.breakOff();
    await played(page, 12);
    const { behindS, height } = await look(page);
    expect(behindS).toBeLessThan(8);
    expect(height).toBeGreaterThan(0);
    await close(page);
  });

  test(`${name} plays everything since the beginning`, async () => {
    const page = await open(name, 'dvr.m3u8');
    await played(page, 2);
    await page.evaluate(() => {
      const video = document.querySelector('video')!;
      video.currentTime = video.seekable.start(0) + 1;
    });
    await played(page, 5);
    const { position } = await look(page);
    expect(position).toBeLessThan(10);
    await close(page);
  });
}

for (const name of Object.keys(players) as (keyof typeof players)[]) {
  test(`${name} plays the AV1 rung where it asks for one`, async () => {
    test.skip(!(await offersAv1()), 'this FFmpeg has no encoder for AV1');
    const page = await open(name, 'main.m3u8', 'av01');
    await played(page, 3);
    const fetched = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
    );
    expect(fetched.filter((path) => /\/av1-360\/.*\.m4s$/.test(path)).length).toBeGreaterThan(4);
    await close(page);
  });
}

test('FFmpeg plays what is live, and everything since the beginning', async () => {
  const lists = ['main.m3u8', 'dvr.m3u8', ...((await offersAv1()) ? ['av1-360.m3u8'] : [])];
  for (const list of lists) {
    const { complaints, frames, samples } = await decode(list, ['-t', '6']);
    expect(complaints).toBe('');
    expect(frames).toBeGreaterThan(6 * 25);
    if (list !== 'av1-360.m3u8') expect(samples).toBeGreaterThan(5 * 48_000);
  }
});

test('FFmpeg plays the sound alone, the thinner one too', async () => {
  for (const list of ['a96.m3u8', 'a32.m3u8']) {
    const { complaints, frames, samples } = await decode(list, ['-t', '4']);
    expect(complaints).toBe('');
    expect(frames).toBe(0);
    expect(samples).toBeGreaterThan(3 * 48_000);
  }
});

test('when the lecture is over, its recording is played to the end', async () => {
  await programme.end();
  for (const name of Object.keys(players) as (keyof typeof players)[]) {
    for (const list of ['recording.m3u8', 'dvr.m3u8', 'main.m3u8']) {
      const page = await open(name, `${list}?s=st1`);
      await played(page, 0.5);
      await page.evaluate(() => {
        const video = document.querySelector('video')!;
        video.currentTime = video.duration - 3;
      });
      await playedToEnd(page);
      await close(page);
    }
  }
  const { complaints, frames, samples } = await decode('recording.m3u8?s=st1', []);
  expect(complaints).toBe('');
  expect(frames).toBeGreaterThan(30 * 30);
  expect(samples).toBeGreaterThan(30 * 48_000);
});

async function open(name: keyof typeof players, list: string, videoCodec = 'avc1'): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${pages.origin}/${encodeURIComponent(name)}`);
  await page.evaluate(`window.problems = []; window.video = document.querySelector('video');
    ${players[name].start(`${programme.base}${list}`, videoCodec)} undefined`);
  return page;
}

/** So much was really shown, wherever it was. */
async function played(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction(
    (enough) => {
      const { played } = document.querySelector('video')!;
      let sum = 0;
      for (let i = 0; i < played.length; i += 1) sum += played.end(i) - played.start(i);
      return sum > enough;
    },
    seconds,
    { timeout: 40_000 },
  );
}

/** Picture and sound do not end with the same sample. */
const UNEVEN_MAX_S = 0.35;

/**
 * To where picture and sound both are. It need not be `ended`: Shaka takes the length of what it knew first, and where
 * that is the longer of the two it goes on waiting for the other.
 */
async function playedToEnd(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate((unevenMax) => {
          const { buffered, currentTime, duration, ended } = document.querySelector('video')!;
          const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
          const isAtEnd =
            duration - currentTime < 0.1 || (duration - end < unevenMax && end - currentTime < 0.1);
          return ended || isAtEnd ? 'at the end' : JSON.stringify({ currentTime, duration, end });
        }, UNEVEN_MAX_S),
      { timeout: 20_000 },
    )
    .toBe('at the end');
}

async function offersAv1(): Promise<boolean> {
  return (await (await fetch(`${programme.base}main.m3u8`)).text()).includes('av01');
}

function look(page: Page): Promise<{ behindS: number; height: number; position: number }> {
  return page.evaluate(() => {
    const video = document.querySelector('video')!;
    const end = video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) : 0;
    return { behindS: end - video.currentTime, height: video.videoHeight, position: video.currentTime };
  });
}

async function close(page: Page): Promise<void> {
  const problems = await page.evaluate(() => (window as unknown as { problems: string[] }).problems);
  expect(problems).toEqual([]);
  await page.close();
}

/** So many frames and samples come out of it. */
async function decode(list: string, options: readonly string[]) {
  const { stdout, stderr } = await run(
    ffmpeg,
    [
      ...['-v', 'error', '-i', `${programme.base}${list}`, ...options],
      ...['-map', '0:v:0?', '-map', '0:a:0?', '-f', 'framecrc', 'pipe:1'],
    ],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const kinds = new Map(
    [...stdout.matchAll(/^#media_type (\d+): (\w+)/gm)].map(([, n, kind]) => [Number(n), kind]),
  );
  // Stream, dts, pts, duration, bytes, checksum.
  const packets = stdout.split('\n').flatMap((line) => {
    const [stream = 0, , , duration] = line.split(',').map(Number);
    return line.startsWith('#') || duration === undefined ? [] : [{ kind: kinds.get(stream), duration }];
  });
  const sound = packets.filter(({ kind }) => kind === 'audio');
  return {
    complaints: stderr.trim(),
    frames: packets.filter(({ kind }) => kind === 'video').length,
    samples: sound.reduce((sum, { duration }) => sum + duration, 0),
  };
}

/** A page for each player, on another origin than the programme. */
async function servePages(): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    const found = Object.entries(players).find(([name]) => path.startsWith(name));
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    const [name, { script }] = found;
    if (path === name) {
      response.setHeader('content-type', 'text/html');
      response.end(
        `<!doctype html><video muted autoplay></video><script src="/${encodeURIComponent(name)}/script"></script>`,
      );
      return;
    }
    readFile(script).then(
      (bytes) => response.setHeader('content-type', 'text/javascript').end(bytes),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}
