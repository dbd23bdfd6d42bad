import { describe, expect, it } from 'vitest';
import { SILENCE_DB, loudnessWord, meterDb, peakDb } from './sound-level.ts';

describe('the sound level', () => {
  it.each([
    [[0, 0, 0], SILENCE_DB],
    [[0.00001, -0.00001], SILENCE_DB],
    [[0.1, -0.5, 0.2], -6.02],
    [[0.2, -1], 0],
    [[1.7], 0],
  ])('of %j is %d dB', (samples, db) => {
    expect(peakDb(Float32Array.from(samples))).toBeCloseTo(db, 2);
  });

  it('rises at once and falls slowly', () => {
    expect(meterDb(-40, -10, 50)).toBe(-10);
    expect(meterDb(-10, -60, 500)).toBe(-22);
  });

  it.each([
    [-60, 'silent'],
    [-40, 'quiet'],
    [-12, 'good'],
    [-1, 'loud'],
  ])('%d dB is %s', (db, word) => {
    expect(loudnessWord(db)).toBe(word);
  });
});
