// Where a run's zero stands on the wall clock, by when its parts come. A part can be late but never early: the fastest
// of the last minute tells the time. The sender's clock drifts, so that what was fastest an hour ago tells it no more.

/** A stretch of arrivals, with the earliest wall clock that any of them allows for the run's zero. */
interface Stretch {
  fromMs: number;
  earliestMs: number;
}

export interface WallClock {
  /** Wall clock at the run's zero; undefined before its first part. */
  zeroMs: number | undefined;
  stretches: readonly Stretch[];
}

export const unsetClock: WallClock = { zeroMs: undefined, stretches: [] };

const STRETCH_MS = 10_000;
const STRETCHES = 6;
/** More than any quartz is off by (100 ppm), less than anyone sees. */
const SLEW_MS_PER_S = 0.5;

/** A part of the run ended at `endMs` of its own time and had arrived at `arrivedMs` of the wall clock. */
export function heedArrival(clock: WallClock, endMs: number, arrivedMs: number): WallClock {
  const zeroMs = arrivedMs - endMs;
  const stretches = addTo(clock.stretches, zeroMs, arrivedMs);
  if (clock.zeroMs === undefined || zeroMs <= clock.zeroMs) return { zeroMs, stretches };
  // Only a whole minute without one as fast shows that it was the clock and not the way.
  const newest = stretches.at(-1);
  if (stretches.length < STRETCHES || newest?.fromMs === clock.stretches.at(-1)?.fromMs) {
    return { zeroMs: clock.zeroMs, stretches };
  }
  const fastestMs = Math.min(...stretches.map(({ earliestMs }) => earliestMs));
  const mostMs = (SLEW_MS_PER_S * STRETCH_MS) / 1000;
  return { zeroMs: clock.zeroMs + Math.max(0, Math.min(mostMs, fastestMs - clock.zeroMs)), stretches };
}

/** How much later than the fastest it came. */
export function latenessMs({ zeroMs }: WallClock, endMs: number, arrivedMs: number): number {
  return zeroMs === undefined ? 0 : Math.max(0, arrivedMs - endMs - zeroMs);
}

function addTo(stretches: readonly Stretch[], zeroMs: number, atMs: number): readonly Stretch[] {
  const last = stretches.at(-1);
  if (!last || atMs - last.fromMs >= STRETCH_MS) {
    return [...stretches, { fromMs: atMs, earliestMs: zeroMs }].slice(-STRETCHES);
  }
  if (zeroMs >= last.earliestMs) return stretches;
  return [...stretches.slice(0, -1), { ...last, earliestMs: zeroMs }];
}
