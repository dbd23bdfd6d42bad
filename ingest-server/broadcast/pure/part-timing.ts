/** What a part is meant to last: three of them are how far a player keeps from the end. */
const PART_TARGET_MS = 300;
/** No part but a segment's last is shorter than this share of the target (RFC 8216bis 4.4.4.9). */
const SHORTEST_SHARE = 0.85;

export interface PartTiming {
  /** Where FFmpeg is asked to cut: the first frame at or after it opens the next part. */
  cutMs: number;
  /** The longest a part is while frames come at their rate (EXT-X-PART-INF). */
  targetMs: number;
}

/** At the usual rates one lost frame fits in between the cut and the target; slow pictures get longer parts. */
export function partTiming(framesPerSecond: number | undefined): PartTiming {
  if (framesPerSecond === undefined) return timingFor(PART_TARGET_MS);
  const frameMs = 1000 / framesPerSecond;
  const frames = Math.ceil((SHORTEST_SHARE * PART_TARGET_MS) / frameMs - 1e-9);
  return timingFor(Math.max(PART_TARGET_MS, Math.ceil(frames * frameMs)));
}

function timingFor(targetMs: number): PartTiming {
  return { cutMs: SHORTEST_SHARE * targetMs, targetMs };
}
