import { expect, it } from 'vitest';
import { DELAY_MAX_MS, GAIN_MAX_DB, GAIN_MIN_DB, gainOfDb, plainChannel, withinLimits } from './channel.ts';

it('a channel stays within what its controls can show', () => {
  expect(withinLimits(plainChannel)).toEqual(plainChannel);
  expect(withinLimits({ gainDb: 90, muted: true, delayMs: 9_000 })).toEqual({
    ...{ gainDb: GAIN_MAX_DB, muted: true, delayMs: DELAY_MAX_MS },
  });
  expect(withinLimits({ gainDb: -90, muted: false, delayMs: -1 })).toMatchObject({
    gainDb: GAIN_MIN_DB,
    delayMs: 0,
  });
  expect(withinLimits({ gainDb: Number.NaN, muted: false, delayMs: Infinity })).toEqual(plainChannel);
});

it.each([
  [0, 1],
  [-20, 0.1],
  [6.0206, 2],
])('%d dB make sound %d times as large', (db, times) => {
  expect(gainOfDb(db)).toBeCloseTo(times, 3);
});
