import { describe, expect, it } from 'vitest';
import { type RunClock, followWall, heedArrival, latenessMs, unsetClock } from './wall-clock.ts';

const MINUTE_MS = 60_000;
const BORN_MS = 1_000_000;

/** Four parts a second over `minutes`, each as late as `lateMs` says at its time; returns where zero was put, minute by minute. */
function follow(minutes: number, lateMs: (atMs: number) => number, from: RunClock = unsetClock): number[] {
  const told: number[] = [];
  let clock = from;
  for (let endMs = 250; endMs <= minutes * MINUTE_MS; endMs += 250) {
    clock = heedArrival(clock, endMs, BORN_MS + endMs + lateMs(endMs));
    if (endMs % MINUTE_MS === 0) told.push(Math.round((clock.zeroMs ?? 0) - BORN_MS));
  }
  return told;
}

const jitter = (atMs: number) => ((atMs / 250) % 7) * 20;

describe('the clock of a run', () => {
  it.each<[string, number, (atMs: number) => number, number[]]>([
    ['stands where the fastest part says', 3, (ms) => 400 + jitter(ms), [400, 400, 400]],
    ['takes an earlier arrival at once', 2, (ms) => (ms < MINUTE_MS ? 550 : 400), [400, 400]],
    ['takes one that is much earlier when it stays', 3, (ms) => (ms < 55_000 ? 900 : 400), [900, 400, 400]],
    [
      'does not follow one late minute',
      3,
      (ms) => (ms > 60_000 && ms < 100_000 ? 2000 : 400),
      [400, 400, 400],
    ],
    [
      'does not believe a clock that is ahead for some seconds',
      3,
      (ms) => (ms > 90_000 && ms < 97_000 ? -1600 : 400),
      [400, 400, 400],
    ],
    [
      'nor one that is so bit by bit',
      3,
      (ms) => (ms > 90_000 && ms < 97_000 ? 400 - Math.min(2_000, ms - 90_000) : 400),
      [400, 400, 400],
    ],
    ['believes one that stays ahead', 3, (ms) => (ms < 90_000 ? 400 : -1600), [400, -1600, -1600]],
    ['catches up at its beginning', 1, (ms) => Math.max(400, 3_000 - ms), [400]],
    ['follows a sender whose clock is fast at once', 3, (ms) => 400 - ms / 10_000, [394, 388, 382]],
    ['follows one whose clock is slow, a minute behind', 3, (ms) => 400 + ms / 10_000, [400, 406, 412]],
    ['follows a lasting delay slowly', 4, (ms) => (ms < MINUTE_MS ? 400 : 500), [400, 405, 435, 465]],
  ])('HLS-10 %s', (_, minutes, lateMs, zeros) => {
    const told = follow(minutes, lateMs);
    told.forEach((zeroMs, i) =>
      expect(Math.abs(zeroMs - (zeros[i] ?? 0)), `minute ${i + 1}`).toBeLessThan(5),
    );
  });

  it.each([100, 50, -50, -100])(
    'HLS-10 is never further than 30 ms from a clock that is off by %i ppm, over four hours',
    (ppm) => {
      const told = follow(240, (ms) => 400 + jitter(ms) + (ms * ppm) / 1e6);
      told.forEach((zeroMs, i) => {
        const trueMs = 400 + ((i + 1) * MINUTE_MS * ppm) / 1e6;
        expect(Math.abs(zeroMs - trueMs)).toBeLessThan(30);
      });
    },
  );

  it('tells how late a part is', () => {
    const clock = heedArrival(unsetClock, 250, 1_000);
    expect(latenessMs(clock, 500, 1_250)).toBe(0);
    expect(latenessMs(clock, 500, 1_900)).toBe(650);
    expect(latenessMs(unsetClock, 500, 1_900)).toBe(0);
  });
});

describe('what the wall clock is ahead by', () => {
  it.each<[string, number | undefined, number, number]>([
    ['is what is seen first', undefined, 5_000.4, 5_000.4],
    ['stays where only fractions differ', 5_000.4, 4_999.9, 5_000.4],
    ['follows a little at a time', 5_000, 5_040, 5_001],
    ['and back', 5_000, 4_800, 4_999],
    ['is followed to its end', 5_000.5, 5_001.7, 5_001.5],
    ['follows at once where the clock was set forward', 5_000, 6_000, 6_000],
    ['and where it was set back', 5_000, -3_595_000, -3_595_000],
  ])('HLS-10 %s', (_, knownMs, seenMs, followedMs) => expect(followWall(knownMs, seenMs)).toBe(followedMs));
});
