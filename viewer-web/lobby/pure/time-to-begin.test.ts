import { expect, it } from 'vitest';
import { milestoneOf, nextChangeMs, timeToBegin } from './time-to-begin.ts';

const MINUTE_MS = 60_000;
const startsAt = 1_800_000_000_000;
const before = (minutes: number) => startsAt - minutes * MINUTE_MS;

it.each([
  [3.5 * 24 * 60, { is: 'days', days: 3 }],
  [48 * 60, { is: 'days', days: 2 }],
  [48 * 60 - 1, { is: 'hours', hours: 47, minutes: 59 }],
  [75, { is: 'hours', hours: 1, minutes: 15 }],
  [60, { is: 'hours', hours: 1, minutes: 0 }],
  [11.2, { is: 'hours', hours: 0, minutes: 12 }],
  [0.1, { is: 'hours', hours: 0, minutes: 1 }],
  [0, { is: 'now' }],
  [-20, { is: 'now' }],
])('%d minutes before the beginning it says %j', (minutes, said) => {
  expect(timeToBegin(startsAt, before(minutes))).toEqual(said);
});

it.each([
  [2, MINUTE_MS],
  [1.5, MINUTE_MS / 2],
  [0.25, MINUTE_MS / 4],
  [0, undefined],
  [-3, undefined],
])('%d minutes before the beginning it is looked at again after %s ms', (minutes, ms) => {
  expect(nextChangeMs(startsAt, before(minutes))).toBe(ms);
});

it.each([
  [30, undefined],
  [10, 10],
  [7, 10],
  [5, 5],
  [1.5, 5],
  [0.5, 1],
  [0, 0],
])('%d minutes before the beginning the last word said aloud is that of minute %s', (minutes, said) => {
  expect(milestoneOf(startsAt, before(minutes))).toBe(said);
});
