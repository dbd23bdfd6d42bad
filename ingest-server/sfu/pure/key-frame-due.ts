/** FFmpeg may not be listening to the first ones yet. */
const EAGER_FOR_MS = 3_000;
/** A key frame goes to every consumer: one that another has just brought serves this one's segment too. */
const FRESH_MS = 1_000;

export interface KeyFrameTimes {
  /** When this consumer was opened. */
  openedAt: number;
  /** When the last key frame came, whoever had asked for it. */
  lastKeyFrameAt: number;
}

/**
 * Whether a consumer that wants a key frame has to ask for one. Without this each of several would have the studio make
 * one of its own for every segment, which costs the bits that slides need.
 */
export function isKeyFrameDue({ openedAt, lastKeyFrameAt }: KeyFrameTimes, now: number): boolean {
  return now - openedAt < EAGER_FOR_MS || now - lastKeyFrameAt >= FRESH_MS;
}
