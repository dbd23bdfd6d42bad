import { describe, expect, it } from 'vitest';
import { isLate, unwatched, withReading } from './lag.ts';

const after = (readings: readonly number[]) => readings.reduce(withReading, unwatched);
const times = (count: number, reading: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => reading(i));
/** A clock that goes on in leaps of 20 ms, looked at whenever. */
const leaping = (lagMs: number) => (i: number) => lagMs + ((i * 7) % 20);

describe('a sound context', () => {
  it.each([
    ['that was looked at a few times only', [0, 900, 900], false],
    ['whose clock leaps', times(60, leaping(100)), false],
    [
      'that a moment without the processor put 40 ms back',
      [...times(20, leaping(0)), ...times(10, leaping(40))],
      true,
    ],
    [
      'that was put back and came round again',
      [...times(20, () => 0), ...times(5, () => 90), ...times(5, () => 0)],
      false,
    ],
    ['that was just put back', [...times(20, () => 0), ...times(9, () => 90)], false],
    ['that goes ahead', times(100, (i) => -i), false],
    ['whose clock is slower by a little, after a minute', times(600, (i) => i * 0.01), false],
    ['whose clock is slower by a little, after five', times(3_000, (i) => i * 0.01), true],
    ['that was behind at first', [...times(10, () => 300), ...times(30, () => 100)], false],
  ])('%s', (_, readings, late) => {
    expect(isLate(after(readings))).toBe(late);
  });

  it('remembers no more readings than it needs', () => {
    expect(after(times(1_000, (i) => i)).readings).toEqual(times(10, (i) => 990 + i));
  });
});
