import { expect, it } from 'vitest';
import { fieldOf, instantOf } from './start-field.ts';

it('shows a start in the time of this place, and reads it back to the minute', () => {
  const startsAt = new Date(2026, 9, 5, 8, 15).getTime();
  expect(fieldOf(startsAt)).toBe('2026-10-05T08:15');
  expect(instantOf('2026-10-05T08:15')).toBe(startsAt);
  expect(fieldOf(undefined)).toBe('');
  expect(instantOf('')).toBeNull();
});
