/** What a browser says of its line, where it says anything. */
export interface LineFacts {
  readonly downlink?: number | undefined;
  readonly effectiveType?: string | undefined;
  readonly saveData?: boolean | undefined;
}

/** Begin with the picture that most lines carry, not with the smallest. */
const USUAL_BPS = 3_000_000;
const SAVING_BPS = 700_000;
const QUICK_MBPS = 8;
const FIRST_SHARE = 0.35;

/**
 * What a lecture begins with, before anything was measured. Browsers that know nothing claim some megabits a second: only
 * a line that is said to be slow is believed.
 */
export function startEstimateBps({ downlink, effectiveType, saveData }: LineFacts = {}): number {
  const told = downlink !== undefined && downlink > 0 && downlink < 1 ? downlink * 1_000_000 : USUAL_BPS;
  return Math.min(told, ofKind(effectiveType), saveData === true ? SAVING_BPS : USUAL_BPS);
}

/**
 * What the first picture may ask of it. It is shown when up to two seconds of it have come, and a smaller one sooner; it is
 * followed by a better one at the next segment. A line that is said to be quick needs no such beginning.
 */
export function firstPictureBps(facts: LineFacts = {}): number {
  const isQuick = facts.saveData !== true && (facts.downlink ?? 0) >= QUICK_MBPS;
  return Math.round(startEstimateBps(facts) * (isQuick ? 1 : FIRST_SHARE));
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
