import { describe, expect, it } from 'vitest';
import { type Placed, pairBeeps, slopeOf, syncFigures } from './sync-figures.ts';

const WALL = 1_790_000_000_000;
const frames = (lateMs: number, slope = 1, count = 1200): Placed[] =>
  Array.from({ length: count }, (_, i) => {
    const elapsed = (i * 1000) / 30;
    return { madeAtMs: WALL + elapsed, mediaMs: 5_000 + elapsed * slope + lateMs };
  });
const beeps = (slope = 1): Placed[] =>
  Array.from({ length: 38 }, (_, i) => ({
    madeAtMs: WALL + 500 + i * 1000,
    mediaMs: 5_500 + i * 1000 * slope,
  }));

describe('syncFigures', () => {
  it('tells by how much the picture is late', () => {
    const figures = syncFigures(frames(25), beeps());
    expect(figures?.offsetMs).toBeCloseTo(25, 6);
    expect(figures?.meanOffsetMs).toBeCloseTo(25, 6);
    expect(figures?.driftMsPerMin).toBeCloseTo(0, 6);
  });

  it('tells the worst, also of a picture that is early', () => {
    const late = frames(5).map((frame, i) => (i > 600 ? { ...frame, mediaMs: frame.mediaMs - 60 } : frame));
    expect(syncFigures(late, beeps())?.offsetMs).toBeCloseTo(-55, 6);
  });

  it('tells how they part', () => {
    // A hundred millionths, as sound cards do: six milliseconds a minute.
    expect(syncFigures(frames(0), beeps(1.0001))?.driftMsPerMin).toBeCloseTo(-6, 3);
  });

  it('judges no beep by frames that are not there, and says nothing of too few', () => {
    const withHole = frames(10).filter((_, i) => i < 100 || i > 400);
    expect(syncFigures(withHole, beeps())?.offsetMs).toBeCloseTo(10, 6);
    expect(syncFigures(frames(10), beeps().slice(0, 2))).toBeUndefined();
    expect(syncFigures([], beeps())).toBeUndefined();
    expect(slopeOf([])).toBe(1);
  });
});

describe('pairBeeps', () => {
  const made = [500, 1500, 2500, 3500].map((at) => WALL + at);

  it('goes by the picture: a beep that was not heard shifts no other', () => {
    const paired = pairBeeps([5_520, 6_480, 8_510], made, frames(0));
    expect(paired.map(({ madeAtMs }) => madeAtMs - WALL)).toEqual([500, 1500, 3500]);
    expect(paired.map(({ mediaMs }) => mediaMs)).toEqual([5_520, 6_480, 8_510]);
  });

  it('sees a sound that is late by a whole second, which equal intervals would hide', () => {
    const irregular = [2_500, 3_400, 4_500, 5_800, 6_700, 7_800, 9_100, 10_000].map((at) => WALL + at);
    for (const lateMs of [1_000, -1_000, 0]) {
      const onsets = irregular.map((at) => at - WALL + 5_000 + lateMs);
      const paired = pairBeeps(onsets, irregular, frames(0));
      expect(paired.map(({ madeAtMs }) => madeAtMs)).toEqual(irregular);
      expect(syncFigures(frames(0), paired)?.offsetMs).toBeCloseTo(-lateMs, 6);
    }
  });

  it('takes the smaller of two lags that explain as many, over however long a time', () => {
    // Their pattern begins anew every 3,300 ms, and those that come after the last picture are beeps too.
    const many = Array.from(
      { length: 90 },
      (_, i) => WALL + 500 + Math.floor(i / 3) * 3_300 + [0, 900, 2_000][i % 3]!,
    );
    const long = frames(0, 1, 2_700);
    const onsets = many.slice(6, 80).map((at, i) => at - WALL + 5_000 + (i % 7) * 8 - 24);
    const paired = pairBeeps(onsets, many, long);
    expect(paired.map(({ madeAtMs }) => madeAtMs)).toEqual(many.slice(6, 80));
  });

  it('takes a sound that becomes late in mid-lecture for late, not for early by a whole round', () => {
    const many = Array.from(
      { length: 180 },
      (_, i) => WALL + 500 + Math.floor(i / 3) * 3_300 + [0, 900, 2_000][i % 3]!,
    );
    const heard = many.slice(6, 160);
    const onsets = heard.map((at, i) => at - WALL + 5_000 + (i < 60 ? 18 : 85) + (i % 5) * 4);
    expect(pairBeeps(onsets, many, frames(0, 1, 5_400)).map(({ madeAtMs }) => madeAtMs)).toEqual(heard);
  });

  it('leaves out what has no picture', () => {
    expect(pairBeeps([500_000], made, frames(0))).toEqual([]);
    expect(pairBeeps([5_500], [], frames(0))).toEqual([]);
    expect(pairBeeps([5_500], made, [])).toEqual([]);
  });
});
