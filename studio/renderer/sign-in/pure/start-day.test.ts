import { expect, it } from 'vitest';
import { type StartDay, startDay } from './start-day.ts';

const now = new Date(2026, 11, 31, 23, 30).getTime();

it.each<[Date, StartDay]>([
  [new Date(2026, 11, 31, 0, 0), 'today'],
  [new Date(2027, 0, 1, 0, 10), 'tomorrow'],
  [new Date(2027, 0, 2, 9, 0), 'another-year'],
  [new Date(2026, 11, 30, 9, 0), 'this-year'],
  [new Date(2025, 11, 31, 9, 0), 'another-year'],
])('calls %s %s', (start, day) => {
  expect(startDay(start.getTime(), now)).toBe(day);
});
