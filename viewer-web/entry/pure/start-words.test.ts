import { expect, it } from 'vitest';
import { startWords } from './start-words.ts';

const at = (day: number, hours: number, minutes: number) => new Date(2026, 2, day, hours, minutes).getTime();

it('says the time alone of a class that begins today', () => {
  expect(startWords(at(4, 10, 15), { locale: 'de', nowMs: at(4, 9, 0) })).toBe('10:15');
  expect(startWords(at(4, 10, 15), { locale: 'en-GB', nowMs: at(4, 23, 0) })).toBe('10:15');
});

it('says the day with it of another one', () => {
  const words = startWords(at(5, 10, 15), { locale: 'de', nowMs: at(4, 9, 0) });
  expect(words).toContain('Donnerstag, 5. März');
  expect(words).toContain('10:15');
});
