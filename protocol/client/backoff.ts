/** Where waiting starts, and where it stops growing. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;

/**
 * Full jitter: anywhere between nothing and the doubled ceiling. After a server's death five thousand
 * clients come back at once; equal waits would make them come back at once again.
 */
export function waitBeforeAttempt(attempt: number, random: () => number, atLeastMs = 0): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 16));
  return Math.round(atLeastMs + random() * ceiling);
}
