import { describe, expect, it, test } from 'vitest';
import { lineAt, lineByKey, placeAt, rangeShown, topOfPlace, topsOf } from './message-window.ts';

/** Four lines of 10, 20, 30 and 40 px. */
const tops = topsOf(4, (line) => (line + 1) * 10);
const keys = ['a', 'b', 'c', 'd'];
const none = topsOf(0, () => 10);

it('knows where each line begins, and where the list ends', () => {
  expect([...tops]).toEqual([0, 10, 30, 60, 100]);
  expect([...none]).toEqual([0]);
});

test.each([
  [-50, 0],
  [0, 0],
  [9.9, 0],
  [10, 1],
  [59, 2],
  [60, 3],
  [1_000, 3],
])('so far from the beginning as %d px is line %i', (px, line) => {
  expect(lineAt(tops, px)).toBe(line);
});

describe('what is shown of a long list', () => {
  test.each([
    ['at its beginning', 0, { from: 0, to: 2 }],
    ['in its middle', 35, { from: 2, to: 3 }],
    ['at its end', 80, { from: 3, to: 4 }],
    ['scrolled beyond its end, as a page does that bounces', 500, { from: 3, to: 4 }],
  ])('%s is what is in sight', (_, topPx, range) => {
    expect(rangeShown(tops, { topPx, heightPx: 20 }, 0)).toEqual(range);
  });

  it('is so much more as is asked for, and never all of ten thousand', () => {
    expect(rangeShown(tops, { topPx: 35, heightPx: 20 }, 10)).toEqual({ from: 1, to: 4 });
    const many = topsOf(10_000, () => 50);
    expect(rangeShown(many, { topPx: 250_000, heightPx: 600 }, 400)).toEqual({ from: 4_992, to: 5_021 });
    expect(rangeShown(none, { topPx: 0, heightPx: 600 }, 400)).toEqual({ from: 0, to: 0 });
  });
});

describe('somebody who reads back', () => {
  const place = placeAt(keys, tops, 35);

  it('is at the line at the upper edge, and some of it is above', () => {
    expect(place).toEqual({ key: 'c', withinPx: 5 });
    expect(placeAt([], none, 0)).toBeUndefined();
  });

  test.each([
    ['where older ones come before it', ['x', 'y', ...keys], topsOf(6, () => 100), 405],
    ['where the oldest leave', ['c', 'd'], topsOf(2, () => 100), 5],
    ['where a line above it turns out to be higher', keys, topsOf(4, (line) => (line === 0 ? 70 : 10)), 85],
    ['where new ones come', [...keys, 'e'], topsOf(5, (line) => (line + 1) * 10), 35],
  ])('stays there %s', (_, now, nowTops, topPx) => {
    expect(topOfPlace(now, nowTops, place!)).toBe(topPx);
  });

  it('stays nowhere once that line is gone', () => {
    expect(
      topOfPlace(
        ['d'],
        topsOf(1, () => 10),
        place!,
      ),
    ).toBeUndefined();
  });
});

test.each([
  ['ArrowUp', 4, 3],
  ['ArrowDown', 4, 6],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 0],
  ['Home', 4, 1],
  ['End', 4, 9],
  ['PageUp', 7, 4],
  ['PageDown', 1, 4],
  ['PageDown', 8, 9],
  ['PageUp', 1, 1],
  ['x', 4, undefined],
])('%s leads from line %i to %s, past lines where there is nothing to do', (key, from, to) => {
  const lines = topsOf(10, () => 25);
  const isStop = (line: number) => line !== 0 && line !== 5;
  expect(lineByKey(key, from, lines, { heightPx: 100, isStop })).toBe(to);
});

it('lays out ten thousand lines in no time', () => {
  const before = performance.now();
  for (let i = 0; i < 20; i += 1)
    lineAt(
      topsOf(10_000, () => 50),
      250_000,
    );
  expect(performance.now() - before).toBeLessThan(1_000);
});
