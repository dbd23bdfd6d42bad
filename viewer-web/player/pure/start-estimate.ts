/** What a browser says of its line, where it says anything. */
export interface LineFacts {
  readonly downlink?: number | undefined;
  readonly effectiveType?: string | undefined;
  readonly saveData?: boolean | undefined;
}

/** Begin with the picture that most lines carry, not with the smallest. */
const USUAL_BPS = 3_000_000;
const SAVING_BPS = 700_000;

/**
 * What a lecture begins with, before anything was measured. Browsers that know nothing claim some megabits a second: only
 * a line that is said to be slow is believed.
 */
export function startEstimateBps({ downlink, effectiveType, saveData }: LineFacts = {}): number {
  const told = downlink !== undefined && downlink > 0 && downlink < 1 ? downlink * 1_000_000 : USUAL_BPS;
  return Math.min(told, ofKind(effectiveType), saveData === true ? SAVING_BPS : USUAL_BPS);
}

function ofKind(effectiveType: string | undefined): number {
  switch (effectiveType) {
    case 'slow-2g':
    case '2g':
      return 250_000;
    case '3g':
      return 900_000;
    default:
      return USUAL_BPS;
  }
}
