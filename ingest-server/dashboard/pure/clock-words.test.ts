import { describe, expect, it } from 'vitest';
import { clockWords, dayClockWords } from './clock-words.ts';

const at = Date.UTC(2026, 2, 9, 14, 5, 7);

describe('a time', () => {
  it('has the precision that is asked for', () => {
    expect(clockWords(at, 'minutes', 'UTC')).toBe('14:05');
    expect(clockWords(at, 'seconds', 'UTC')).toBe('14:05:07');
  });

  it('tells the day where it is another one', () => {
    expect(dayClockWords(at, at + 60_000, 'UTC')).toBe('14:05');
    expect(dayClockWords(at, at + 24 * 3_600_000, 'UTC')).toMatch(/^Mon,? 9 Mar 2026, 14:05$/);
  });
});
