import { expect, it } from 'vitest';
import { monthOf, monthsBetween } from './months.ts';

const at = (text: string) => Date.parse(text);

it('a month is the one of UTC', () => {
  expect(monthOf(at('2026-11-30T23:59:59.999Z'))).toBe('2026-11');
  expect(monthOf(at('2026-12-01T00:30:00.000+01:00'))).toBe('2026-11');
});

it('a stretch of time is cut where months change, the new year among them', () => {
  const parts = monthsBetween(at('2026-11-29T00:00:00Z'), at('2027-01-02T00:00:00Z'));
  expect(parts.map(({ month, fromMs, untilMs }) => [month, (untilMs - fromMs) / 86_400_000])).toEqual([
    ['2026-11', 2],
    ['2026-12', 31],
    ['2027-01', 1],
  ]);
  expect(monthsBetween(5, 5)).toEqual([]);
});
