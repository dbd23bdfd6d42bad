/** A stretch of a picture's track. */
export interface Stretch {
  frames: number;
  durationMs: number;
}

/** Long enough that one late frame doesn't show, short enough that an admin sees what is so now. */
const OVER_MS = 1_000;

/** The newest stretches, as few as last that long together. */
export function keepNewest(stretches: readonly Stretch[], added: Stretch): readonly Stretch[] {
  const all = [...stretches, added];
  while (lengthOf(all.slice(1)) >= OVER_MS) all.shift();
  return all;
}

/** Undefined while there is nothing to count. */
export function frameRate(stretches: readonly Stretch[]): number | undefined {
  const durationMs = lengthOf(stretches);
  if (durationMs === 0) return undefined;
  const frames = stretches.reduce((sum, stretch) => sum + stretch.frames, 0);
  return Math.round((frames / durationMs) * 10_000) / 10;
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
