import { expect, it } from 'vitest';
import { pageNumbers } from './page-words.ts';

it.each([
  [0, 0, 0, 0, false, false],
  [0, 3, 1, 3, false, false],
  [0, 50, 1, 50, false, false],
  [0, 51, 1, 50, false, true],
  [1, 51, 51, 51, true, false],
  // What was on this page is gone meanwhile.
  [2, 51, 51, 51, true, false],
])('page %i of %i shows %i to %i', (page, total, from, to, hasEarlier, hasLater) => {
  expect(pageNumbers(page, total)).toEqual({ from, to, hasEarlier, hasLater });
});
