import { expect, it } from 'vitest';
import { delayMsOf, delaySeconds } from './delay.ts';

it('is never negative, whatever the clocks say', () => {
  expect(delayMsOf(1_000, 2_640)).toBe(1_640);
  expect(delayMsOf(2_000, 1_900)).toBe(0);
});

it.each([
  [0, '0.0'],
  [1_640, '1.6'],
  [9_940, '9.9'],
  [9_960, '10'],
  [61_400, '61'],
])('shows %i ms as %s s', (ms, words) => {
  expect(delaySeconds(ms)).toBe(words);
});
