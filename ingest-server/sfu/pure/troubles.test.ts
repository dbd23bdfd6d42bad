import { expect, it } from 'vitest';
import type { QualitySecond } from './quality.ts';
import { troublesOf } from './troubles.ts';

const good: QualitySecond = {
  ...{ at: 0, videoBps: 1_000_000, audioBps: 64_000, lossPct: 0, jitterMs: 2, roundTripMs: 20 },
  ...{ nacks: 0, plis: 0, firs: 0, framesPerSecond: 30, availableBps: undefined },
};
const both = { picture: true, sound: true };
const seconds = (facts: Partial<QualitySecond>, count = 4) =>
  Array.from({ length: count }, () => ({ ...good, ...facts }));

it.each<[string, Partial<QualitySecond>, string[]]>([
  ['all is well', {}, []],
  ['nothing of the picture comes', { videoBps: 0, framesPerSecond: 0 }, ['no-picture']],
  ['nothing of the sound comes', { audioBps: 0 }, ['no-sound']],
  ['few frames come', { framesPerSecond: 5 }, ['few-frames']],
  ['much is lost', { lossPct: 5 }, ['lossy']],
  ['it comes unevenly', { jitterMs: 80 }, ['jittery']],
  ['it comes from far away', { roundTripMs: 500 }, ['far-away']],
  ['the line is bad in every way', { lossPct: 9, jitterMs: 90 }, ['lossy', 'jittery']],
])('while %s', (_, facts, troubles) => {
  expect(troublesOf(seconds(facts), both)).toEqual(troubles);
});

it('makes nothing of a hiccup, of a beginning, and of what is not there to be sent', () => {
  expect(troublesOf([...seconds({ lossPct: 50 }, 3), good], both)).toEqual([]);
  expect(troublesOf(seconds({ lossPct: 50 }, 3), both)).toEqual([]);
  expect(troublesOf(seconds({ audioBps: 0 }), { picture: true, sound: false })).toEqual([]);
});
