/** What is used by all together, told of each by its weight; evenly where nothing has any. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (all > 0 ? (total * weight) / all : total / weights.length));
}

/** What a transcoder's work goes with. */
export function pixelsIn(
  rungs: readonly { width?: number | undefined; height?: number | undefined }[],
): number {
  return rungs.reduce((sum, { width = 0, height = 0 }) => sum + width * height, 0);
}
