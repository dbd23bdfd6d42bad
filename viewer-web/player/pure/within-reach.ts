/** What the lecture began with may have been on its way a moment before. */
const EARLIER_MS = 5_000;

/** Whether a lecture that is live since then can be gone back in to this moment: what was broadcast before is elsewhere. */
export function isWithinReach(atMs: number, sinceMs: number): boolean {
  return atMs >= sinceMs - EARLIER_MS;
}
