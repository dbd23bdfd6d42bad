import { loadavg } from 'node:os';
import type { Browser } from '@playwright/test';
import { type House, launchChromium, openStudio, startHouse } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { weighBuiltPage, weighHlsItself } from './page/built-page.ts';
import { type Fetched, fetchedBy, firstPictureMs, noteFirstPicture } from './page/first-picture.ts';
import { type SlowDevice, slowDown } from './page/slow-device.ts';
import { type BuiltFile, bytesByPart, partOf } from './pure/page-parts.ts';

const STARTS = 3;
/** Slow enough that what is left for later is seen to be: on loopback everything is there at once. */
const LINE: SlowDevice = { kbps: 4_000, latencyMs: 100, cpuSlowdown: 1 };
/** What was asked for before the first picture has come by then. */
const LATE_MS = 5_000;
const PLAYER = 'hls';
/** Nobody needs these to see the lecture. */
const NOT_FOR_WATCHING = ['chat', 'questions', 'polls', 'stage', 'board', 'breakout'];

export const bench: Bench = {
  name: 'viewer-size',
  says: 'Script and style of the student’s page, gzipped at level 9 in kilobytes of 1,000: all that Chromium asks for before the first picture of a lecture stands, on a line of 4 Mbit/s and 100 ms, without hls.js and with it. `sent_kb`: the same as the server sends it. What a part costs, and which parts were asked for early, is told beside it.',
  async run({ quick }) {
    const [built, hlsItself] = await Promise.all([weighBuiltPage(), weighHlsItself()]);
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    try {
      await openStudio(browser, house);
      const starts: Fetched[][] = [];
      for (let count = 0; count < (quick ? 1 : STARTS); count += 1) {
        starts.push(await fetchedBeforePicture(browser, house));
      }
      const asked = new Set(starts.flat().map(({ url }) => fileOf(url)));
      const early = built.files.filter(({ name }) => asked.has(name));
      const player = early.filter(({ name }) => partOf(name) === PLAYER);
      if (early.length !== asked.size || player.length === 0) {
        throw new Error(`what was fetched is not what was built: ${[...asked].join(', ')}`);
      }
      const late = built.files.filter(({ name }) => !asked.has(name));
      const earlyParts = bytesByPart(early);
      const parts = bytesByPart(built.files);
      return {
        without_player_kb: kb(sum(early) - sum(player)),
        with_player_kb: kb(sum(early)),
        player_kb: kb(sum(player)),
        hls_itself_kb: kb(hlsItself),
        entry_kb: kb(sum(built.entry)),
        sent_kb: kb(Math.max(...starts.map((files) => sum(files)))),
        early_parts: told(earlyParts),
        late_parts: told(bytesByPart(late)),
        ...Object.fromEntries(NOT_FOR_WATCHING.map((part) => [`${part}_kb`, kb(parts.get(part) ?? 0)])),
        early_not_for_watching: NOT_FOR_WATCHING.filter((part) => earlyParts.has(part)).join(', '),
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

async function fetchedBeforePicture(browser: Browser, house: House): Promise<Fetched[]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await slowDown(page, LINE);
    await noteFirstPicture(page, 'Bench');
    await page.goto(house.links.viewer, { waitUntil: 'commit' });
    const pictureMs = await firstPictureMs(page);
    await page.waitForTimeout(LATE_MS);
    const fetched = await fetchedBy(page);
    return fetched.filter(({ url, fromMs }) => fromMs < pictureMs && partOf(url) !== undefined);
  } finally {
    await context.close();
  }
}

function fileOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

function sum(files: readonly Pick<BuiltFile, 'bytes'>[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}

function told(parts: ReadonlyMap<string, number>): string {
  return [...parts].map(([part, bytes]) => `${part} ${kb(bytes)}`).join(', ');
}

function kb(bytes: number): number {
  return Math.round(bytes / 100) / 10;
}
