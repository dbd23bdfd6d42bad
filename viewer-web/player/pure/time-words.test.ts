import { expect, it } from 'vitest';
import { clockText } from './time-words.ts';

it.each([
  [0, '0:00'],
  [9.9, '0:09'],
  [123, '2:03'],
  [3_599, '59:59'],
  [3_723, '1:02:03'],
  [36_000, '10:00:00'],
  [-4, '0:00'],
  [Number.NaN, '0:00'],
  [Infinity, '0:00'],
])('%d s are written %s', (seconds, words) => {
  expect(clockText(seconds)).toBe(words);
});
