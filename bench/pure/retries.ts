/** Linux waits no longer than this before it sends once more. */
const LONGEST_WAIT_MS = 120_000;
/** Linux' least variation of a round trip, which RFC 6298 adds to its length. */
const LEAST_VARIATION_MS = 200;
/** Another packet that comes tells that one is missing; three of them are believed (RFC 5681). */
const BELIEVED = 3;

/** RFC 6298: before anything is known about the line. */
export const FIRST_CONTACT_WAIT_MS = 1_000;

/** After which nothing having been heard counts as a loss. */
export function timeoutMs(rttMs: number): number {
  return rttMs + LEAST_VARIATION_MS;
}

/** When a lost packet is sent again: at once when others behind it tell of its loss, else when nothing is heard. */
export function resendAfterMs(rttMs: number, packetsBehind: number, lostBefore: number): number {
  if (lostBefore === 0 && packetsBehind >= BELIEVED) return rttMs;
  return Math.min(LONGEST_WAIT_MS, timeoutMs(rttMs) * 2 ** lostBefore);
}

/** When something tried in vain since then gets through a line that is open now: each wait is twice the one before. */
export function firstTryAfter(triedMs: number, openMs: number, firstWaitMs: number): number {
  let [atMs, waitMs] = [triedMs, firstWaitMs];
  while (atMs < openMs) {
    atMs += waitMs;
    waitMs = Math.min(LONGEST_WAIT_MS, 2 * waitMs);
  }
  return atMs;
}
