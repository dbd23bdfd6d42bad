import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import {
  PROGRAMME,
  launchChromium,
  openStudent,
  openStudio,
  originOf,
  startHouse,
  takeReloads,
  watchGlass,
} from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { type Stretch, longestGapMs, stretchesOf } from './pure/timeline-gaps.ts';
import { killTranscoder } from './timeline/kill-transcoder.ts';
import { rungPlaylists } from './timeline/rung-playlists.ts';

const KILLS = 5;
const KILL_EVERY_MS = 7_000;
const LASTS_MS = 40_000;
const LOOK_EVERY_MS = 400;
/** The player settles on its delay in the first seconds. */
const SETTLE_MS = 5_000;

export const bench: Bench = {
  name: 'transcoder-kill',
  says: 'SIGKILL to FFmpeg five times in 40 s: the longest gap in the timeline of any H.264 rung or of the sound, and what a player in Chromium makes of them; 960×540@30, two rungs.',
  async run() {
    const house = await startHouse();
    const browser = await launchChromium();
    try {
      await openStudio(browser, house);
      const student = await openStudent(browser, house, 'Bench');
      await wait(SETTLE_MS);
      const [top, ...others] = await rungPlaylists(await originOf(student));
      const following = Promise.all([top, ...others].map((playlist) => follow(playlist, LASTS_MS)));
      const watching = watchGlass(student, PROGRAMME, LASTS_MS);
      const killing = async () => {
        const backMs: number[] = [];
        for (let kill = 0; kill < KILLS; kill += 1) {
          await wait(kill === 0 ? LOOK_EVERY_MS : KILL_EVERY_MS);
          backMs.push(await killTranscoder(house.server.process.pid, top));
        }
        return backMs;
      };
      const [listings, seen, backMs] = await Promise.all([following, watching, killing()]);
      return {
        longest_gap_ms: Math.round(Math.max(...listings.map((its) => longestGapMs(its)))),
        player_reloads: await takeReloads(student),
        kills: backMs.length,
        longest_until_part_ms: Math.max(...backMs),
        longest_still_ms: longestStillMs(seen.frames),
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

async function follow(playlist: string, forMs: number): Promise<Stretch[][]> {
  const listings: Stretch[][] = [];
  for (const until = Date.now() + forMs; Date.now() < until; await wait(LOOK_EVERY_MS)) {
    listings.push(stretchesOf(await (await fetch(playlist)).text()));
  }
  return listings;
}

function longestStillMs(frames: Awaited<ReturnType<typeof watchGlass>>['frames']): number {
  return Math.max(0, ...frames.map(({ shownAt }, i) => shownAt - (frames[i - 1]?.shownAt ?? shownAt)));
}
