import { expect, it } from 'vitest';
import { whenWords } from './when-words.ts';

it('writes a time with its day', () => {
  expect(whenWords(Date.UTC(2026, 9, 5, 8, 15), 'UTC')).toBe('5 Oct 2026, 08:15');
});
