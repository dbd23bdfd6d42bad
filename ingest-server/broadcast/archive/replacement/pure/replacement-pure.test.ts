import { describe, expect, it } from 'vitest';
import { type FragmentFacts, cutSegments, cutsOf } from './cut.ts';
import { canBeOfSameTime, givesWay, isAbandoned, isOfSameTime, isOldDue, nameOfSound } from './rules.ts';

const SECOND = 1000;
const HOUR = 3_600 * SECOND;

/** One after the other, each a key frame and what follows it. */
function fragments(...lengthsMs: number[]): FragmentFacts[] {
  let at = 0;
  return lengthsMs.map((lengthMs) => {
    const startMs = at;
    at += lengthMs;
    return { startMs, endMs: at, independent: true, bytes: lengthMs };
  });
}

describe('where a file is cut', () => {
  it.each([
    ['at every two seconds', fragments(2000, 2000, 2000), [0, 2000, 4000]],
    ['where key frames come a little early or late', fragments(1960, 2040, 2030), [0, 1960, 4000]],
    ['at the next key frame, where they are closer', fragments(1200, 1200, 1200, 500), [0, 2400]],
    ['at each, where they are further apart', fragments(5000, 12_000, 1000), [0, 5000, 17_000]],
    [
      'at no other frame',
      fragments(1000, 1000, 1000, 1000).map((one, i) => ({ ...one, independent: i !== 2 })),
      [0, 3000],
    ],
    ['nowhere, where nothing is', [], []],
  ])('is %s', (_, all, cuts) => {
    expect(cutsOf(all)).toEqual(cuts);
  });

  const plan = { cutsMs: [0, 2600, 4700], endMs: 8000, firstMsn: 31, run: 3, zeroMs: 1_000_000 };
  const told = (all: FragmentFacts[]) =>
    cutSegments(all, plan).map(({ msn, wallMs, durationMs, is, bytes, from, to }) => {
      return [msn, wallMs - 1_000_000, durationMs, is, bytes, from, to];
    });

  it('each rung has a segment for each cut, with the fragments that begin in it', () => {
    expect(told(fragments(2600, 2100, 3300))).toEqual([
      [31, 0, 2600, 'complete', 2600, 0, 1],
      [32, 2600, 2100, 'complete', 2100, 1, 2],
      [33, 4700, 3300, 'complete', 3300, 2, 3],
    ]);
    expect(told(fragments(...Array.from({ length: 31 }, () => 250)))).toEqual([
      [31, 0, 2750, 'complete', 2750, 0, 11],
      [32, 2750, 2000, 'complete', 2000, 11, 19],
      [33, 4750, 3000, 'complete', 3000, 19, 31],
    ]);
  });

  it('sound that begins before the picture belongs to its first segment, and a fragment that rounding put too early to the next', () => {
    const all = fragments(2591, 2100, 3300).map((one) => ({ ...one, startMs: one.startMs - 5 }));
    expect(told(all).map(([msn, startMs]) => [msn, startMs])).toEqual([
      [31, -5],
      [32, 2586],
      [33, 4686],
    ]);
  });

  it('where a rung has nothing there is a gap, as long as the segments beside it', () => {
    const [first] = fragments(2500);
    expect(told([first!])).toEqual([
      [31, 0, 2600, 'complete', 2500, 0, 1],
      [32, 2600, 2100, 'gap', 0, 1, 1],
      [33, 4700, 3300, 'gap', 0, 1, 1],
    ]);
    expect(told([])).toHaveLength(3);
  });
});

describe('whether a file is of the lecture', () => {
  const lecture = { startedAt: 100 * HOUR, durationMs: HOUR };
  const at = (minutes: number, lengthMinutes: number) => ({
    startedAt: lecture.startedAt + minutes * 60 * SECOND,
    durationMs: lengthMinutes * 60 * SECOND,
  });

  it.each([
    ['all of it', at(0, 60), true],
    ['more of it', at(-10, 90), true],
    ['a part of it', at(20, 10), true],
    ['half of it and something else', at(30, 60), true],
    ['little of it', at(45, 60), false],
    ['what came right after it', at(60, 60), false],
    ['nothing', at(10, 0), false],
  ])('%s', (_, file, isIt) => {
    expect(isOfSameTime(file, lecture)).toBe(isIt);
  });

  it('is seen before it is sent, as far as its beginning tells it', () => {
    const begins = (hours: number) => canBeOfSameTime(lecture.startedAt + hours * HOUR, lecture);
    expect([-25, -23, 0, 0.9, 1, 30].map(begins)).toEqual([false, true, true, true, false, false]);
  });
});

it('keeps another file out for an hour, waits three days for the rest of one, and keeps the old for four hours', () => {
  expect([HOUR - 1, HOUR].map((later) => givesWay(0, later))).toEqual([false, true]);
  expect([72 * HOUR - 1, 72 * HOUR].map((later) => isAbandoned(0, later))).toEqual([false, true]);
  expect([4 * HOUR - 1, 4 * HOUR].map((later) => isOldDue(0, later))).toEqual([false, true]);
});

it('names sound after its rate', () => {
  expect([nameOfSound(160_000 * 10, 80_000), nameOfSound(0, 0)]).toEqual(['a160', 'a1']);
});
