import { expect, it } from 'vitest';
import { waitBeforeAttempt } from './backoff.ts';

it.each([
  [0, 1, 0, 250],
  [1, 1, 0, 500],
  [2, 0.5, 0, 500],
  [3, 1, 0, 2000],
  [9, 1, 0, 2000],
  [10, 1, 0, 8000],
  [10_000, 1, 0, 8000],
  [4, 0, 0, 0],
  [0, 0, 3000, 3000],
  [0, 1, 3000, 3250],
])('attempt %i with luck %f and at least %i ms waits %i ms', (attempt, luck, atLeastMs, waitMs) => {
  expect(waitBeforeAttempt(attempt, () => luck, atLeastMs)).toBe(waitMs);
});
