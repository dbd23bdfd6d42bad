import type { Keep } from '@rostrum/protocol/administration';
import { expect, it } from 'vitest';
import { keepOf, keepText } from './keep.ts';

it.each<[string, { keepDays: number | null } | undefined, Keep, string | number]>([
  ['nobody said', undefined, { is: 'inherited' }, 'inherited'],
  ['is for good', { keepDays: null }, { is: 'forever' }, 'forever'],
  ['is for a time', { keepDays: 30 }, { is: 'days', days: 30 }, 30],
])('a rule that %s is read, and told in one value', (_what, rule, keep, text) => {
  expect(keepOf(rule)).toEqual(keep);
  expect(keepText(keep)).toBe(text);
});
