import { loadavg } from 'node:os';
import {
  PROGRAMME,
  type SeenFrame,
  launchChromium,
  openStudent,
  openStudio,
  percentile,
  startHouse,
  takeReloads,
  takeStalls,
  watchGlass,
} from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';

/** The player settles on its delay in the first seconds; what a student sees is measured after. */
const SETTLE_MS = 8_000;

export const bench: Bench = {
  name: 'broadcast-latency',
  says: 'Glass to glass by a burned-in clock: studio page, SFU, FFmpeg, HLS, student page with hls.js; 960×540@30, two H.264 rungs.',
  async run({ quick }) {
    // Two rungs of H.264 are what is measured: two browsers leave no core for another codec here.
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    // One browser for both people: a second one's own compositor in software takes what two cores don't have.
    const browser = await launchChromium();
    try {
      await openStudio(browser, house);
      const student = await openStudent(browser, house, 'Bench');
      await watchGlass(student, PROGRAMME, SETTLE_MS);
      await Promise.all([takeStalls(student), takeReloads(student)]);
      const { frames, delaysMs, unreadable } = await watchGlass(student, PROGRAMME, quick ? 15_000 : 40_000);
      return {
        p50_ms: Math.round(percentile(delaysMs, 0.5)),
        p95_ms: Math.round(percentile(delaysMs, 0.95)),
        max_ms: Math.round(percentile(delaysMs, 1)),
        stalls: await takeStalls(student),
        longest_still_ms: longestStillMs(frames),
        player_reloads: await takeReloads(student),
        frames: delaysMs.length,
        unreadable,
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

/** The longest time without another picture. */
function longestStillMs(frames: readonly SeenFrame[]): number {
  const gaps = frames.map(({ shownAt }, i) => shownAt - (frames[i - 1]?.shownAt ?? shownAt));
  return Math.max(0, ...gaps);
}
