import type { QualitySecond } from './quality.ts';

/** What an admin would want to know of a programme that comes in. */
export type Trouble = 'no-picture' | 'no-sound' | 'few-frames' | 'lossy' | 'jittery' | 'far-away';

/** Over so many seconds; one bad second is a hiccup. */
const TROUBLE_SECONDS = 4;

const FEW_FRAMES = 12;
const LOSSY_PCT = 3;
const JITTERY_MS = 60;
const FAR_AWAY_MS = 400;

/** What the programme is said to have. */
export interface Expected {
  picture: boolean;
  sound: boolean;
}

/** By the newest seconds: a trouble is there when every one of them has it. */
export function troublesOf(seconds: readonly QualitySecond[], expected: Expected): Trouble[] {
  const newest = seconds.slice(-TROUBLE_SECONDS);
  if (newest.length < TROUBLE_SECONDS) return [];
  const all = (has: (second: QualitySecond) => boolean) => newest.every(has);
  const troubles: [Trouble, boolean][] = [
    ['no-picture', expected.picture && all(({ videoBps }) => videoBps === 0)],
    ['no-sound', expected.sound && all(({ audioBps }) => audioBps === 0)],
    ['few-frames', all(({ videoBps, framesPerSecond = 30 }) => videoBps > 0 && framesPerSecond < FEW_FRAMES)],
    ['lossy', all(({ lossPct }) => lossPct >= LOSSY_PCT)],
    ['jittery', all(({ jitterMs }) => jitterMs >= JITTERY_MS)],
    ['far-away', all(({ roundTripMs = 0 }) => roundTripMs >= FAR_AWAY_MS)],
  ];
  return troubles.flatMap(([trouble, isThere]) => (isThere ? [trouble] : []));
}
