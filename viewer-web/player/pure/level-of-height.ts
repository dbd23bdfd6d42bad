/** What is said of one of the pictures that can be loaded. */
export interface LevelFacts {
  readonly height: number;
  readonly bitrate: number;
  readonly codecSet: string;
}

/**
 * The place of the picture of this height, or of the next smaller one: in the codecs of now where it comes in them, with
 * the better sound. Undefined where there is none.
 */
export function levelOfHeight(
  levels: readonly LevelFacts[],
  height: number,
  codecSet: string | undefined,
): number | undefined {
  const heights = levels.map((level) => level.height);
  const fitting = heights.filter((each) => each <= height);
  const nearest = fitting.length > 0 ? Math.max(...fitting) : Math.min(...heights);
  const rank = (level: LevelFacts) => [Number(level.codecSet === codecSet), level.bitrate] as const;
  const [best] = levels
    .map((level, index) => ({ index, height: level.height, rank: rank(level) }))
    .filter((level) => level.height === nearest)
    .sort((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1]);
  return best?.index;
}
