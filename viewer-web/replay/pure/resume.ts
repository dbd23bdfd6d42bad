const WORTH_IT_S = 10;
const END_S = 15;

/** Where they left it, if that is neither its beginning nor its end. */
export function resumeAt(kept: string | undefined, durationS: number): number | undefined {
  const atS = Number(kept ?? Number.NaN);
  return atS > WORTH_IT_S && atS < durationS - END_S ? atS : undefined;
}
