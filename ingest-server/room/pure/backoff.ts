const FIRST_MS = 100;
const MAX_MS = 2_000;

/** How long to leave a database alone that has failed `times` in a row; `random` is from 0 to 1. */
export function pauseAfterFailure(times: number, random: number): number {
  const ms = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(times - 1, 10));
  return ms * (0.5 + random / 2);
}
