import { expect, it } from 'vitest';
import { gridOf } from './grid.ts';

const area = { x: 0, y: 0, width: 960, height: 540 };

it.each([
  [0, []],
  [1, ['0,0 960×540']],
  [2, ['0,135 480×270', '480,135 480×270']],
  [3, ['0,0 480×270', '480,0 480×270', '240,270 480×270']],
  [4, ['0,0 480×270', '480,0 480×270', '0,270 480×270', '480,270 480×270']],
])('%d people stand in a grid that fills the picture', (count, places) => {
  expect(gridOf(count, area, 0).map(({ x, y, width, height }) => `${x},${y} ${width}×${height}`)).toEqual(
    places,
  );
});

it('leaves its gaps between the places and never beside them', () => {
  const tiles = gridOf(9, area, 10);
  expect(tiles[1]?.x).toBe((tiles[0]?.x ?? 0) + (tiles[0]?.width ?? 0) + 10);
  expect(Math.max(...tiles.map(({ y, height }) => y + height))).toBeLessThanOrEqual(540);
});

it('stands upright in an upright place', () => {
  const tiles = gridOf(3, { x: 0, y: 0, width: 200, height: 600 }, 0);
  expect(new Set(tiles.map(({ x }) => x)).size).toBe(1);
});
