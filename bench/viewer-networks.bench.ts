import { loadavg } from 'node:os';
import type { Browser } from '@playwright/test';
import {
  type House,
  PROGRAMME,
  type SeenFrame,
  launchChromium,
  openStudent,
  openStudio,
  percentile,
  startHouse,
  takeReloads,
  watchGlass,
} from '@rostrum/e2e/support';
import type { Bench, Figures } from './bench.ts';
import { openLine } from './networks/line.ts';
import { type NetworkProfile, profiles } from './networks/profiles.ts';
import { takeSamples, watchPlayer } from './networks/watch-player.ts';
import { type LineStep, beginOf, lengthOf, longestCutMs, paced } from './pure/line-steps.ts';
import { median } from './pure/median.ts';
import {
  backToLiveMs,
  countSwitches,
  longestMs,
  silencesOf,
  stallsOf,
  stillsOf,
  totalMs,
} from './pure/watched.ts';

/** The player settles on its delay, and on the first step's line. */
const SETTLE_MS = 10_000;
/** Live again: no more than this behind what it was before. */
const LIVE_AGAIN_MS = 1_000;
/** With it all profiles together take less than 40 s. */
const QUICK_SHARE = 0.15;

interface Seen {
  readonly name: string;
  readonly stallS: number;
  readonly stillS: number;
  readonly soundGapS: number;
  readonly switchesPerMin: number;
  /** Undefined where a profile has no moment to come back at; NaN where a student never was. */
  readonly backToLiveS: number | undefined;
  readonly delayP95Ms: number;
  readonly reloads: number;
  readonly cutS: number;
}

export const bench: Bench = {
  name: 'viewer-networks',
  says: 'A student’s page through a proxy that lets TCP through as recorded and made-up networks would: 3G in a tram, Wi-Fi that loses packets, 30 s of nothing, 5 Mbit/s that become 0.4. Stalled: nothing plays. Still: the picture stands, the sound may go on. Live again: within a second of the delay before. 960×540@30, two H.264 rungs; loss and outage are modelled as TCP’s waits, congestion windows are not.',
  async run({ quick }) {
    const house = await startHouse({ ROSTRUM_AV1: 'off' });
    const browser = await launchChromium();
    try {
      await openStudio(browser, house);
      const all: Seen[] = [];
      for (const profile of profiles) {
        console.error(`${profile.name}: ${profile.source}`);
        all.push(await watchThrough(browser, house, profile, quick ? QUICK_SHARE : 1));
      }
      const each = Object.fromEntries(all.flatMap((seen) => Object.entries(figuresOf(seen))));
      return { ...worstOf(all), ...each, load_1min: round(loadavg()[0] ?? 0) };
    } finally {
      await browser.close();
      await house.close();
    }
  },
};

async function watchThrough(
  browser: Browser,
  house: House,
  profile: NetworkProfile,
  share: number,
): Promise<Seen> {
  const { name, backFrom } = profile;
  const steps = paced(profile.steps, share);
  const line = await openLine(Number(new URL(house.origin).port), steps);
  try {
    const viewer = new URL(house.links.viewer);
    viewer.port = String(line.port);
    const links = { ...house.links, viewer: viewer.href };
    const student = await openStudent(browser, { ...house, links }, 'Bench');
    await student.waitForTimeout(SETTLE_MS);
    await takeReloads(student);
    await watchPlayer(student);
    const beganAtMs = line.begin();
    const { frames } = await watchGlass(student, PROGRAMME, lengthOf(steps));
    const samples = await takeSamples(student);
    const reloads = await takeReloads(student);
    await student.context().close();
    if (samples.length === 0) throw new Error(`${name}: the page was loaded anew, and what was seen is lost`);
    const backAtMs = backFrom === undefined ? undefined : beganAtMs + beginOf(steps, backFrom);
    return {
      ...{ name, reloads, cutS: longestCutMs(steps) / 1000 },
      stallS: totalMs(stallsOf(samples)) / 1000,
      stillS: totalMs(stillsOf(samples)) / 1000,
      soundGapS: longestMs(silencesOf(samples)) / 1000,
      switchesPerMin: countSwitches(samples) / (lengthOf(steps) / 60_000),
      backToLiveS: backAtMs === undefined ? undefined : backAfterS(frames, beganAtMs, steps, backAtMs),
      delayP95Ms: percentile(
        frames.map(({ shownAt, composedAt }) => shownAt - composedAt),
        0.95,
      ),
    };
  } finally {
    line.close();
  }
}

function backAfterS(
  frames: readonly SeenFrame[],
  beganAtMs: number,
  steps: readonly LineStep[],
  backAtMs: number,
): number {
  const before = frames.filter(({ shownAt }) => shownAt < beganAtMs + beginOf(steps, 1));
  const usualMs = median(before.map(({ shownAt, composedAt }) => shownAt - composedAt));
  return backToLiveMs(frames, backAtMs, usualMs + LIVE_AGAIN_MS) / 1000;
}

/** Over all profiles; that nothing plays while nothing comes is no stall of ours. */
function worstOf(all: readonly Seen[]): Figures {
  const worst = (of: (seen: Seen) => number | undefined, among = all) =>
    round(Math.max(...among.flatMap((seen) => of(seen) ?? [])));
  const carried = all.filter(({ cutS }) => cutS === 0);
  return {
    stall_s: worst(({ stallS }) => stallS, carried),
    switches_per_min: worst(({ switchesPerMin }) => switchesPerMin),
    sound_gap_s: worst(({ soundGapS }) => soundGapS),
    outage_s: worst(({ cutS }) => cutS),
    back_to_live_s: worst(({ backToLiveS }) => backToLiveS),
    reloads: all.reduce((sum, { reloads }) => sum + reloads, 0),
  };
}

function figuresOf({ name, ...seen }: Seen): Figures {
  return {
    [`${name}_stall_s`]: round(seen.stallS),
    [`${name}_still_s`]: round(seen.stillS),
    [`${name}_sound_gap_s`]: round(seen.soundGapS),
    [`${name}_switches_per_min`]: round(seen.switchesPerMin),
    [`${name}_delay_p95_ms`]: Math.round(seen.delayP95Ms),
    ...(seen.backToLiveS === undefined ? {} : { [`${name}_back_to_live_s`]: round(seen.backToLiveS) }),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
