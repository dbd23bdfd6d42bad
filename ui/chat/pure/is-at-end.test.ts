import { expect, it } from 'vitest';
import { isAtEnd } from './is-at-end.ts';

it.each([
  ['at the very end', 800, true],
  ['half a line above it, as a zoomed page rounds', 780, true],
  ['two lines above it', 750, false],
  ['at the beginning', 0, false],
])('says whether a list of 1000 in a box of 200 is read to its end: %s', (_, scrollTop, expected) => {
  expect(isAtEnd({ scrollTop, scrollHeight: 1000, clientHeight: 200 })).toBe(expected);
});
