/** Where waiting starts, and where it stops growing: soon enough for a server that is started again, and later for one that isn't. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2_000;
const PATIENT_FROM = 10;
const LONGEST_PATIENT_WAIT_MS = 8_000;

/**
 * Full jitter: anywhere between nothing and the doubled ceiling. After a server's death five thousand
 * clients come back at once; equal waits would make them come back at once again.
 */
export function waitBeforeAttempt(attempt: number, random: () => number, atLeastMs = 0): number {
  const longest = attempt < PATIENT_FROM ? LONGEST_WAIT_MS : LONGEST_PATIENT_WAIT_MS;
  const ceiling = Math.min(longest, FIRST_WAIT_MS * 2 ** Math.min(attempt, 16));
  return Math.round(atLeastMs + random() * ceiling);
}
