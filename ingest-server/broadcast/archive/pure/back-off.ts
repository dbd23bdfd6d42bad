const FIRST_MS = 250;
/** Whoever mended it is told within twenty seconds. */
const LONGEST_MS = 10_000;

/** How long to leave a store alone that failed this many times in a row. */
export function backOffMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}
