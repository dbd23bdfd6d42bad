/** Longer than this nothing is under way: it belongs to another beep. */
const MOST_MS = 600;

/** Of each that was heard, how long ago the last one before it was made. */
export function delaysOf(heardAt: readonly number[], madeAt: readonly number[]): number[] {
  return heardAt.flatMap((heard) => {
    const made = madeAt.findLast((at) => at <= heard);
    return made === undefined || heard - made > MOST_MS ? [] : [heard - made];
  });
}
