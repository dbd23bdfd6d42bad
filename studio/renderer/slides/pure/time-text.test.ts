import { expect, it } from 'vitest';
import { clockText, spanText } from './time-text.ts';

it.each([
  [-5, '0:00'],
  [7_900, '0:07'],
  [750_000, '12:30'],
  [3_723_000, '1:02:03'],
])('%i ms are %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

it('the time of day is that of the place', () => {
  const noon = Date.UTC(2026, 2, 1, 12, 5);
  expect([0, -60, 300].map((behind) => clockText(noon, behind))).toEqual(['12:05', '13:05', '07:05']);
});
