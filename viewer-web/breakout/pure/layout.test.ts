import { expect, test } from 'vitest';
import { type Box, GAP_PX, layoutOf } from './layout.ts';

const wide: Box = { width: 860, height: 520 };
const narrow: Box = { width: 358, height: 380 };
const strip: Box = { width: 860, height: 112 };
const narrowStrip: Box = { width: 358, height: 80 };
const low: Box = { width: 500, height: 150 };

test.each<[string, Box, number, number]>([
  ['wide', wide, 1, 1],
  ['wide', wide, 2, 2],
  ['wide', wide, 3, 2],
  ['wide', wide, 4, 2],
  ['wide', wide, 5, 3],
  ['wide', wide, 6, 3],
  ['wide', wide, 9, 3],
  ['wide', wide, 12, 4],
  ['narrow', narrow, 1, 1],
  ['narrow', narrow, 2, 1],
  ['narrow', narrow, 3, 1],
  ['narrow', narrow, 4, 2],
  ['narrow', narrow, 6, 2],
  ['narrow', narrow, 9, 3],
  ['narrow', narrow, 12, 3],
  ['strip under something large', strip, 2, 2],
  ['strip under something large', strip, 4, 4],
  ['strip under something large', strip, 12, 6],
  ['narrow strip', narrowStrip, 2, 2],
  ['narrow strip', narrowStrip, 12, 3],
  ['low', low, 3, 3],
  ['low', low, 6, 3],
])('in a %s box of %j, %i tiles stand in %i columns', (_, box, tiles, columns) => {
  expect(layoutOf(tiles, box).columns).toBe(columns);
});

test('tiles fill the box, and neither leave it nor grow larger than life', () => {
  for (const box of [wide, narrow, low]) {
    for (let tiles = 1; tiles <= 12; tiles += 1) {
      const { columns, tileWidth } = layoutOf(tiles, box);
      expect(columns * tileWidth + GAP_PX * (columns - 1)).toBeLessThanOrEqual(box.width);
      expect(tileWidth).toBeLessThanOrEqual(720);
    }
  }
  expect(layoutOf(1, { width: 4000, height: 4000 }).tileWidth).toBe(720);
});

test('where not all can be seen at once, each is still large enough to be told apart', () => {
  expect(layoutOf(12, { width: 320, height: 60 }).tileWidth).toBeGreaterThanOrEqual(104);
});

test('a box that has not been measured yet holds nothing, nor does a room without people, and neither breaks', () => {
  expect(layoutOf(0, wide).columns).toBe(1);
  expect(layoutOf(3, { width: 0, height: 0 })).toEqual({ columns: 1, tileWidth: 0 });
});
