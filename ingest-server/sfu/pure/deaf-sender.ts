/** A browser that has just sent a key frame heeds no wish for another one for 300 ms; mediasoup says it again after 1,000. */
const DEAF_MS = 310;

/** How long to wait before a key frame is asked for, so that the sender hears it. */
export function waitBeforeAsking(lastKeyFrameAt: number, now: number): number {
  return Math.max(0, lastKeyFrameAt + DEAF_MS - now);
}
