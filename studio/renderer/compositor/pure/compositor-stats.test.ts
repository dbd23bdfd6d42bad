import { expect, it } from 'vitest';
import { summarise } from './compositor-stats.ts';

it('sums up a second of composing', () => {
  expect(summarise([4, 6, 8], 2, 100)).toEqual({
    framesPerSecond: 30,
    composeMs: 6,
    composeMaxMs: 8,
    dropped: 2,
    composeTimesMs: [4, 6, 8],
  });
});

it('has figures for a second without a frame too', () => {
  expect(summarise([], 30, 1000)).toEqual({
    framesPerSecond: 0,
    composeMs: 0,
    composeMaxMs: 0,
    dropped: 30,
    composeTimesMs: [],
  });
});
