// Where a run's zero stands, by when its parts come. A part can be late but never early: the fastest of the last minute
// tells the time. The sender's clock drifts, so that what was fastest an hour ago tells it no more. Arrivals are told by a
// clock that nobody sets, or one step of the machine's would make all that follows late; the wall clock is added to it.
import { SEGMENT_MS } from './rendition.ts';

/** A stretch of arrivals, with the earliest time that any of them allows for the run's zero. */
interface Stretch {
  fromMs: number;
  earliestMs: number;
}

export interface RunClock {
  /** When the run's zero was; undefined before its first part. */
  zeroMs: number | undefined;
  stretches: readonly Stretch[];
  /** Since when parts come sooner than any can; undefined while they don't. */
  aheadSinceMs?: number | undefined;
}

export const unsetClock: RunClock = { zeroMs: undefined, stretches: [] };

const STRETCH_MS = 10_000;
const STRETCHES = 6;
/** More than any quartz is off by (100 ppm), less than anyone sees. */
const SLEW_MS_PER_S = 0.5;
/** Less than a part: silence that fills a hole comes part by part. No way gets so much faster, but a sender's clock jumps. */
const JUMP_MS = 200;
/** A run that has just begun still catches up. */
const KNOWN_AFTER_MS = 4_000;
/** Its next report takes the jump back, seconds later; what was not taken back by then stays. */
const JUMP_HELD_MS = 10_000;
/** More than a wall clock that is kept in small steps is off by: somebody has set it. */
const SET_BY_MS = 250;

/** A part of the run ended at `endMs` of its own time and had arrived at `arrivedMs`. */
export function heedArrival(clock: RunClock, endMs: number, arrivedMs: number): RunClock {
  const zeroMs = arrivedMs - endMs;
  if (isTooEarly(clock, zeroMs, arrivedMs)) {
    const { aheadSinceMs = arrivedMs } = clock;
    // Believed, what comes after it was taken back would count as late for an hour.
    if (arrivedMs - aheadSinceMs < JUMP_HELD_MS) return { ...clock, aheadSinceMs };
    return { zeroMs, stretches: addTo([], zeroMs, arrivedMs) };
  }
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

function isTooEarly({ zeroMs, stretches }: RunClock, earlyMs: number, arrivedMs: number): boolean {
  const [first] = stretches;
  const isKnown = first !== undefined && arrivedMs - first.fromMs >= KNOWN_AFTER_MS;
  return isKnown && zeroMs !== undefined && earlyMs < zeroMs - JUMP_MS;
}

/** How much later than the fastest it came. */
export function latenessMs({ zeroMs }: RunClock, endMs: number, arrivedMs: number): number {
  return zeroMs === undefined ? 0 : Math.max(0, arrivedMs - endMs - zeroMs);
}

/**
 * By how much the wall clock is ahead of the one that nobody sets, for stamps; `seenMs`: as it is now, at a new segment.
 * What was set is followed at once, for the class's log goes by it too, and what differs a little as slowly as a sender.
 */
export function followWall(knownMs: number | undefined, seenMs: number): number {
  if (knownMs === undefined || Math.abs(seenMs - knownMs) > SET_BY_MS) return seenMs;
  const mostMs = (SLEW_MS_PER_S * SEGMENT_MS) / 1000;
  // It tells whole milliseconds: less than one is no difference.
  return knownMs + Math.max(-mostMs, Math.min(mostMs, Math.trunc(seenMs - knownMs)));
}

function addTo(stretches: readonly Stretch[], zeroMs: number, atMs: number): readonly Stretch[] {
  const last = stretches.at(-1);
  if (!last || atMs - last.fromMs >= STRETCH_MS) {
    return [...stretches, { fromMs: atMs, earliestMs: zeroMs }].slice(-STRETCHES);
  }
  if (zeroMs >= last.earliestMs) return stretches;
  return [...stretches.slice(0, -1), { ...last, earliestMs: zeroMs }];
}
