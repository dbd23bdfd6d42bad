import { expect, it } from 'vitest';
import { pixelsIn, shareOut } from './share-out.ts';

it('is told of each by its weight, and evenly where nothing weighs anything', () => {
  expect(shareOut(12, [1, 3])).toEqual([3, 9]);
  expect(shareOut(12, [0, 0, 0])).toEqual([4, 4, 4]);
  expect(shareOut(12, [])).toEqual([]);
});

it('a ladder weighs its pixels; sound has none', () => {
  expect(pixelsIn([{ width: 640, height: 360 }, { width: 320, height: 180 }, {}])).toBe(288_000);
});
