/**
 * How far a sound context has fallen behind, since it was first looked at. Behind it a track goes on, the browser keeps
 * up to a tenth of a second of it, and gives that delay back never: the voice would be late to the end of the lecture.
 */
export interface LagWatch {
  /** The last readings of the computer's clock less the context's. */
  readonly readings: readonly number[];
  /** The least that was seen with all of them there. */
  readonly leastMs: number | undefined;
}

export const unwatched: LagWatch = { readings: [], leastMs: undefined };

/** A context's clock goes on in leaps of up to some 20 ms, so one reading says little, and the least of ten a lot. */
const READINGS = 10;
/** Half of what is seen as lips and voice apart; less would be the leaps. */
const LATE_MS = 15;

export function withReading({ readings, leastMs }: LagWatch, lagMs: number): LagWatch {
  const recent = [...readings.slice(1 - READINGS), lagMs];
  if (recent.length < READINGS) return { readings: recent, leastMs };
  return { readings: recent, leastMs: Math.min(leastMs ?? Infinity, ...recent) };
}

/** Whether what waits is to be thrown away. */
export function isLate({ readings, leastMs }: LagWatch): boolean {
  return leastMs !== undefined && Math.min(...readings) - leastMs >= LATE_MS;
}
