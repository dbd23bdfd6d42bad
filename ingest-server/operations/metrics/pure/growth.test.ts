import { expect, it } from 'vitest';
import { Growth } from './growth.ts';

it('is what came since the last look', () => {
  const growth = new Growth();
  expect([growth.of('a', 5), growth.of('a', 5), growth.of('a', 12), growth.of('b', 1)]).toEqual([5, 0, 7, 1]);
});

it('counts a number that fell as one that began anew', () => {
  const growth = new Growth();
  growth.of('a', 100);
  expect([growth.of('a', 3), growth.of('a', 4)]).toEqual([3, 1]);
});
