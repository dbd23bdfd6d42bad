import { expect, it } from 'vitest';
import { pauseAfterFailure } from './backoff.ts';

it('leaves a failing database alone for longer each time, up to two seconds, and not everybody alike', () => {
  expect([1, 2, 3, 4, 5, 6, 1000].map((times) => pauseAfterFailure(times, 1))).toEqual([
    100, 200, 400, 800, 1600, 2000, 2000,
  ]);
  expect(pauseAfterFailure(3, 0)).toBe(200);
});
