// How far sound and picture are apart, from when each was made and where on the timeline it came out.

/** Something with its moment by the wall clock, and where it stands in the output. */
export interface Placed {
  madeAtMs: number;
  mediaMs: number;
}

export interface SyncFigures {
  /** The worst of all beeps; positive: the picture is late. */
  offsetMs: number;
  earliestMs: number;
  latestMs: number;
  meanOffsetMs: number;
  driftMsPerMin: number;
  /** The mean of each twelfth, in order: a step and a drift have the same mean in the end. */
  twelfthsMs: number[];
}

/** Frames come every 33 ms: a beep further than this from any frame that can be read is not judged. */
const FRAME_WITHIN_MS = 120;

/** Undefined where there is too little to judge by. */
export function syncFigures(frames: readonly Placed[], beeps: readonly Placed[]): SyncFigures | undefined {
  const sorted = [...frames].sort((a, b) => a.madeAtMs - b.madeAtMs);
  const offsets = beeps.flatMap(({ madeAtMs, mediaMs }) => {
    const pictureMs = mediaAt(sorted, madeAtMs);
    return pictureMs === undefined ? [] : [pictureMs - mediaMs];
  });
  if (offsets.length < 3) return undefined;
  const [earliestMs, latestMs] = [Math.min(...offsets), Math.max(...offsets)];
  // Each for itself: there are thirty frames for a beep, and a line through all of them is the surer.
  const drift = slopeOf(frames) - slopeOf(beeps);
  return {
    offsetMs: -earliestMs > latestMs ? earliestMs : latestMs,
    earliestMs,
    latestMs,
    meanOffsetMs: offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length,
    driftMsPerMin: drift * 60_000,
    twelfthsMs: meansOf(offsets, 12),
  };
}

function meansOf(values: readonly number[], parts: number): number[] {
  const length = Math.ceil(values.length / parts);
  const stretches = Array.from({ length: parts }, (_, i) => values.slice(i * length, (i + 1) * length));
  return stretches
    .filter((stretch) => stretch.length > 0)
    .map((stretch) => stretch.reduce((sum, value) => sum + value, 0) / stretch.length);
}

/** Where the picture of this moment stands, between the frames before and after it. */
export function mediaAt(sorted: readonly Placed[], madeAtMs: number): number | undefined {
  const next = sorted.findIndex((frame) => frame.madeAtMs >= madeAtMs);
  const [before, after] = [sorted[next - 1], sorted[next]];
  if (!before || !after || after.madeAtMs - before.madeAtMs > FRAME_WITHIN_MS) return undefined;
  const share = (madeAtMs - before.madeAtMs) / (after.madeAtMs - before.madeAtMs || 1);
  return before.mediaMs + share * (after.mediaMs - before.mediaMs);
}

/** Media milliseconds for each of the wall clock’s, by least squares; what is beyond one is a clock that runs ahead. */
export function slopeOf(placed: readonly Placed[]): number {
  const count = placed.length;
  if (count < 2) return 1;
  // From the first on: whole milliseconds since 1970 would eat the precision.
  const [first] = placed;
  const xs = placed.map(({ madeAtMs }) => madeAtMs - (first?.madeAtMs ?? 0));
  const ys = placed.map(({ mediaMs }) => mediaMs - (first?.mediaMs ?? 0));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / count;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, x, i) => sum + (x - meanX) * ((ys[i] ?? 0) - meanY), 0);
  const variance = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  return variance === 0 ? 1 : covariance / variance;
}

/** A lag is looked for up to this; the beeps' pattern begins anew sooner, and then the smaller one is taken. */
const LAG_MAX_MS = 5_000;
/** By a whole round of the pattern later nearly all are explained again, and over an hour chance would choose. */
const AS_MANY = 0.95;
/** Beeps come at intervals that differ by more than this many times itself. */
const LAG_STEP_MS = 40;
/** Sound that becomes late by a tenth of a second in mid-lecture is explained by one lag all the same. */
const STEPS_NEAR = [-3, -2, -1, 0, 1, 2, 3];

/**
 * Pairs each onset with a beep: all by one lag between when a beep was made and when the picture shown with its onset
 * was, the one that explains most of them. The beeps' intervals being irregular, a whole second is no small lag.
 */
export function pairBeeps(
  onsetsMs: readonly number[],
  madeAtMs: readonly number[],
  frames: readonly Placed[],
): Placed[] {
  const shown = onsetsMs.flatMap((mediaMs) => {
    const frame = nearest(frames, (one) => Math.abs(one.mediaMs - mediaMs));
    if (!frame || Math.abs(frame.mediaMs - mediaMs) > FRAME_WITHIN_MS) return [];
    return [{ mediaMs, pictureMadeAtMs: frame.madeAtMs }];
  });
  const lagMs = commonLagMs(
    shown.map(({ pictureMadeAtMs }) => pictureMadeAtMs),
    madeAtMs,
  );
  return shown.flatMap(({ mediaMs, pictureMadeAtMs }) => {
    const made = nearest(madeAtMs, (at) => Math.abs(at + lagMs - pictureMadeAtMs));
    return made === undefined ? [] : [{ madeAtMs: made, mediaMs }];
  });
}

/** By how much the pictures are younger than the beeps they are shown with; of two that explain as many, the smaller. */
function commonLagMs(picturesMadeAtMs: readonly number[], beepsMadeAtMs: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const picture of picturesMadeAtMs) {
    for (const beep of beepsMadeAtMs) {
      if (Math.abs(picture - beep) > LAG_MAX_MS) continue;
      const step = Math.round((picture - beep) / LAG_STEP_MS);
      counts.set(step, (counts.get(step) ?? 0) + 1);
    }
  }
  const near = (step: number) => STEPS_NEAR.reduce((sum, by) => sum + (counts.get(step + by) ?? 0), 0);
  const steps = [...counts.keys()].sort((a, b) => Math.abs(a) - Math.abs(b));
  const most = Math.max(0, ...steps.map(near));
  return (steps.find((step) => near(step) >= most * AS_MANY) ?? 0) * LAG_STEP_MS;
}

function nearest<T>(values: readonly T[], distance: (value: T) => number): T | undefined {
  return values.reduce<T | undefined>(
    (best, value) => (best === undefined || distance(value) < distance(best) ? value : best),
    undefined,
  );
}
