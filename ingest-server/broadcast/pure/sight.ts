// Whether there is anything to see and to hear in what goes out, by a small grey picture and the samples of every half
// second. Any FFmpeg gives these alike; what its own detectors print has changed over the years.

/** Small enough to cost next to nothing, large enough for a face in a corner. */
export const LOOK = { width: 128, height: 72, everyMs: 500 } as const;
/** One channel of 16 bits. */
export const LISTEN = { sampleRate: 48_000, everyMs: 500 } as const;

export const LOOK_BYTES = LOOK.width * LOOK.height;
export const LISTEN_BYTES = ((LISTEN.sampleRate * LISTEN.everyMs) / 1000) * 2;

/** The times are the caller's, by a clock that does not jump. */
export interface Seen {
  readonly at: number;
  /** The newest picture that was another than the one before it, and since when it stands. */
  readonly standing: Uint8Array;
  readonly standsSince: number;
  /** Of each point: how much more often it changed lately than it did not. */
  readonly restless: Uint8Array;
  /** By how much the points that change usually do. */
  readonly usualStep: number;
  /** Something in it moved by itself until it stood: a face, a film. */
  readonly lived: boolean;
  readonly darkSince: number | undefined;
}

export interface Heard {
  readonly at: number;
  readonly quietSince: number | undefined;
}

/** Since when there is nothing of a kind, by the same clock; what is there is not said. */
export interface Unseen {
  readonly black?: number;
  readonly frozen?: number;
  readonly silent?: number;
}

/** Grey from here on can be seen on a screen; some decoders say 16 for black. */
const VISIBLE_LEVEL = 40;
/** A logo in a corner of a dark picture has no more than this. */
const VISIBLE_POINTS_MIN = 40;
/** An encoder that refines a still picture, or begins it anew with a key frame, stays below. */
const MOVED_LEVELS = 5;
const MOVED_POINTS_MIN = 8;
/** Five seconds of changing nearly each time: more than a pen, a pointer or a page that is turned leaves behind. */
const RESTLESS_AT = 10;
const RESTLESS_MAX = 20;
const RESTLESS_POINTS_MIN = 24;
/** Another scene, or a camera that was taken out of it: by so much no picture moves that usually moves less. */
const CUT_LEVELS = 24;
const CUT_TIMES_USUAL = 3;
const USUAL_WEIGHT = 0.2;
/** −60 dB of full scale: a pause in a lecture is louder, a microphone that is off is not. */
const AUDIBLE = 33;

const BLACK_AFTER_MS = 1_000;
const FROZEN_AFTER_MS = 1_500;
const SILENT_AFTER_MS = 1_500;
/** Longer without a look nobody knows. */
const STALE_AFTER_MS = 3_000;

/** `points`: of the size of LOOK, and nobody else's. */
export function see(before: Seen | undefined, points: Uint8Array, at: number): Seen {
  const goesOn = before && at - before.at < STALE_AFTER_MS ? before : undefined;
  const darkSince = isDark(points) ? (goesOn?.darkSince ?? at) : undefined;
  if (!goesOn) {
    const restless = new Uint8Array(points.length);
    return { at, darkSince, standing: points, standsSince: at, restless, usualStep: 0, lived: false };
  }
  const { moved, step } = change(goesOn.standing, points);
  if (moved < MOVED_POINTS_MIN) return { ...goesOn, at, darkSince };
  const { usualStep } = goesOn;
  const isCut = step >= CUT_LEVELS && step > CUT_TIMES_USUAL * usualStep;
  const restless = isCut ? new Uint8Array(points.length) : stirred(goesOn, points);
  return {
    ...{ at, darkSince, standing: points, standsSince: at, restless },
    usualStep: usualStep + USUAL_WEIGHT * (step - usualStep),
    lived: restless.filter((often) => often >= RESTLESS_AT).length >= RESTLESS_POINTS_MIN,
  };
}

/** `samples`: those of the half second that ended now. */
export function hear(before: Heard | undefined, samples: Int16Array, at: number): Heard {
  const goesOn = before && at - before.at < STALE_AFTER_MS ? before : undefined;
  if (isAudible(samples)) return { at, quietSince: undefined };
  return { at, quietSince: goesOn?.quietSince ?? at - LISTEN.everyMs };
}

/** A picture that never moved by itself is no frozen one: a slide may stand for minutes. */
export function unseen(seen: Seen | undefined, heard: Heard | undefined, now: number): Unseen {
  const lasts = (since: number | undefined, look: Seen | Heard | undefined, ms: number) => {
    if (since === undefined || look === undefined || now - look.at >= STALE_AFTER_MS) return undefined;
    return look.at - since >= ms ? since : undefined;
  };
  const black = lasts(seen?.darkSince, seen, BLACK_AFTER_MS);
  const stands = seen?.lived && seen.darkSince === undefined ? seen.standsSince : undefined;
  const frozen = lasts(stands, seen, FROZEN_AFTER_MS);
  const silent = lasts(heard?.quietSince, heard, SILENT_AFTER_MS);
  return {
    ...(black === undefined ? {} : { black }),
    ...(frozen === undefined ? {} : { frozen }),
    ...(silent === undefined ? {} : { silent }),
  };
}

function isDark(points: Uint8Array): boolean {
  let visible = 0;
  for (const level of points) if (level >= VISIBLE_LEVEL) visible += 1;
  return visible < VISIBLE_POINTS_MIN;
}

/** How many points are others now, and by how much each of them. */
function change(before: Uint8Array, now: Uint8Array): { moved: number; step: number } {
  let [moved, sum] = [0, 0];
  for (let i = 0; i < now.length; i += 1) {
    const by = Math.abs((now[i] ?? 0) - (before[i] ?? 0));
    if (by < MOVED_LEVELS) continue;
    moved += 1;
    sum += by;
  }
  return { moved, step: moved === 0 ? 0 : sum / moved };
}

function stirred({ standing, restless }: Seen, now: Uint8Array): Uint8Array {
  return restless.map((often, i) => {
    const hasMoved = Math.abs((now[i] ?? 0) - (standing[i] ?? 0)) >= MOVED_LEVELS;
    return hasMoved ? Math.min(often + 1, RESTLESS_MAX) : Math.max(often - 1, 0);
  });
}

function isAudible(samples: Int16Array): boolean {
  for (const sample of samples) if (sample >= AUDIBLE || sample <= -AUDIBLE) return true;
  return false;
}
