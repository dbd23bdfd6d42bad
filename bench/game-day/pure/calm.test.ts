import { expect, it } from 'vitest';
import { isCalm, isCalmAllOver } from './calm.ts';

const disturbed = [
  { fromMs: 10, untilMs: 20 },
  { fromMs: 15, untilMs: 30 },
];

it('a moment is calm where nothing disturbs it', () => {
  expect([9, 10, 17, 30, 31].map((atMs) => isCalm(disturbed, atMs))).toEqual([
    true,
    false,
    false,
    false,
    true,
  ]);
  expect(isCalm([], 5)).toBe(true);
});

it('a stretch is calm where no part of it is disturbed', () => {
  expect(isCalmAllOver(disturbed, { fromMs: 0, untilMs: 9 })).toBe(true);
  expect(isCalmAllOver(disturbed, { fromMs: 0, untilMs: 40 })).toBe(false);
  expect(isCalmAllOver(disturbed, { fromMs: 31, untilMs: 40 })).toBe(true);
});
