import { loadavg } from 'node:os';
import type { Browser } from '@playwright/test';
import { type ServerAlone, launchChromium, percentile, startServerAlone } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { fetchedBy, firstPictureMs, noteFirstPicture } from './page/first-picture.ts';
import { type SlowDevice, slowDown } from './page/slow-device.ts';
import { median } from './pure/median.ts';
import { partOf } from './pure/page-parts.ts';
import { type LectureStudio, openLectureStudio } from './studio/lecture-studio.ts';

const STARTS = 20;
const QUICK_STARTS = 4;
const DEVICE: SlowDevice = { kbps: 4_000, latencyMs: 100, cpuSlowdown: 4 };

interface Start {
  readonly pictureMs: number;
  /** When the player's script was there, when it asked for the first playlist, and when the first media was there. */
  readonly playerMs: number;
  readonly playlistMs: number;
  readonly mediaMs: number;
  /** All that had come by then, over the line. */
  readonly bytes: number;
}

export const bench: Bench = {
  name: 'viewer-start',
  says: `From opening a class’s address to the first picture of the lecture, ${STARTS} times, each in a browser context of its own without a cache: by the class’s code, the name typed by a script the moment it is asked for. As Chromium pictures ${DEVICE.kbps / 1_000} Mbit/s both ways, ${DEVICE.latencyMs} ms to an answer and a processor ${DEVICE.cpuSlowdown} times slower; 960×540@30, two H.264 rungs; the lecture comes from a recording.`,
  async run({ quick }) {
    const server = await startServerAlone({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    let studio: LectureStudio | undefined;
    try {
      studio = await openLectureStudio(server);
      const starts: Start[] = [];
      // The first start warms the server and the browser itself, and doesn't count.
      for (let count = 0; count <= (quick ? QUICK_STARTS : STARTS); count += 1) {
        const start = await startOnce(browser, server);
        if (count > 0) starts.push(start);
      }
      const all = (of: (start: Start) => number) => starts.map(of);
      const middle = (of: (start: Start) => number) => Math.round(median(all(of)));
      const pictures = all(({ pictureMs }) => pictureMs);
      return {
        p50_ms: Math.round(percentile(pictures, 0.5)),
        p95_ms: Math.round(percentile(pictures, 0.95)),
        max_ms: Math.round(Math.max(...pictures)),
        player_p50_ms: middle(({ playerMs }) => playerMs),
        playlist_p50_ms: middle(({ playlistMs }) => playlistMs),
        media_p50_ms: middle(({ mediaMs }) => mediaMs),
        fetched_p50_kb: Math.round(median(all(({ bytes }) => bytes)) / 1_000),
        starts: starts.length,
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await studio?.close();
      await server.close();
    }
  },
};

async function startOnce(browser: Browser, { links }: ServerAlone): Promise<Start> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const cdp = await slowDown(page, DEVICE);
    await noteFirstPicture(page, 'Bench');
    await page.goto(links.viewer, { waitUntil: 'commit' });
    // The page has a process of its own from here on.
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: DEVICE.cpuSlowdown });
    const pictureMs = await firstPictureMs(page);
    const fetched = (await fetchedBy(page)).filter(({ untilMs }) => untilMs <= pictureMs);
    const first = (asked: (path: string) => boolean) =>
      fetched.find(({ url }) => asked(new URL(url).pathname));
    return {
      pictureMs,
      playerMs: first((path) => partOf(path) === 'hls')?.untilMs ?? Number.NaN,
      playlistMs: first((path) => path.endsWith('.m3u8'))?.fromMs ?? Number.NaN,
      mediaMs: first((path) => path.endsWith('.m4s'))?.untilMs ?? Number.NaN,
      bytes: fetched.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  } finally {
    await context.close();
  }
}
