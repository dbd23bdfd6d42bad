import { describe, expect, it, test } from 'vitest';
import { firstTryAfter, resendAfterMs } from './retries.ts';

describe('what was tried in vain', () => {
  it.each([
    // Tried at 0, 200, 600, 1,400, 3,000, 6,200, 12,600, 25,400 and 51,000.
    [0, 30_000, 200, 51_000],
    [0, 200, 200, 200],
    [0, 601, 200, 1_400],
    // A connection begun in the last second of a cut.
    [29_500, 30_000, 1_000, 30_500],
    [40, 30, 1_000, 40],
  ])('since %d is through a line open from %d on, first waiting %d, at %d', (since, open, wait, at) =>
    expect(firstTryAfter(since, open, wait)).toBe(at),
  );

  it('is tried every other minute in the end', () => {
    expect(firstTryAfter(0, 3_600_000, 1_000) - firstTryAfter(0, 3_600_000 - 120_000, 1_000)).toBe(120_000);
  });
});

test.each([
  ['in the midst of others is sent again a round trip later', 3, 0, 40],
  ['with too few behind it waits for the timeout', 2, 0, 240],
  ['that is lost again waits twice as long', 9, 1, 480],
])('a lost packet %s', (_, behind, lostBefore, afterMs) =>
  expect(resendAfterMs(40, behind, lostBefore)).toBe(afterMs),
);
