/** What the compositor did in about the last second. */
export interface CompositorStats {
  framesPerSecond: number;
  /** Work for one frame, mean and longest. */
  composeMs: number;
  composeMaxMs: number;
  /** Frames left out, because time ran away or the encoder was still busy. */
  dropped: number;
  /** Of every frame, for whoever sums up more than a second. */
  composeTimesMs: readonly number[];
}

export function summarise(
  composeTimesMs: readonly number[],
  dropped: number,
  overMs: number,
): CompositorStats {
  const count = composeTimesMs.length;
  const sum = composeTimesMs.reduce((total, ms) => total + ms, 0);
  return {
    framesPerSecond: overMs > 0 ? (count * 1000) / overMs : 0,
    composeMs: count > 0 ? sum / count : 0,
    composeMaxMs: count > 0 ? Math.max(...composeTimesMs) : 0,
    dropped,
    composeTimesMs,
  };
}
