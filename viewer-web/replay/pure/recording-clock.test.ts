import { LAST_WORDS_MS } from '@rostrum/protocol/http';
import { expect, it } from 'vitest';
import { readClock } from './recording-clock.ts';

const START = 1_000_000;
/** Ten seconds, then half a minute of nothing, then ten more. */
const clock = readClock(
  [
    { fromMs: 0, wallMs: START },
    { fromMs: 10_000, wallMs: START + 40_000 },
  ],
  20_000,
);

it.each([
  [0, START],
  [9.5, START + 9_500],
  [10, START + 40_000],
  [15, START + 45_000],
  [19.8, START + 49_800 + LAST_WORDS_MS],
])('at %d s of the recording it was %d', (atS, wallMs) => {
  expect(clock.wallOf(atS)).toBe(wallMs);
});

it.each([
  ['before it began', START - 60_000, 0],
  ['in it', START + 4_000, 4],
  ['while nothing came', START + 20_000, 10],
  ['behind that', START + 41_000, 11],
  ['after its end', START + 99_000, 20],
])('what happened %s has a place in it', (_when, wallMs, atS) => {
  expect(clock.ofWall(wallMs)).toBe(atS);
});

it('goes on without a clock that says anything', () => {
  const none = readClock([], 10_000);
  expect([none.wallOf(2), none.ofWall(5)]).toEqual([2_000, 0]);
});
