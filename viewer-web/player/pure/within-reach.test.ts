import { expect, it } from 'vitest';
import { isWithinReach } from './within-reach.ts';

it.each([
  [100_000, true],
  [500_000, true],
  [95_000, true],
  [94_999, false],
  [0, false],
])('of a lecture that is live since 100 s, %d ms can be gone back to: %s', (atMs, is) => {
  expect(isWithinReach(atMs, 100_000)).toBe(is);
});
