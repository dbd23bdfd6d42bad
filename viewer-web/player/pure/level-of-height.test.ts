import { expect, it } from 'vitest';
import { levelOfHeight } from './level-of-height.ts';

const level = (height: number, bitrate: number, codecSet = 'avc1') => ({ height, bitrate, codecSet });
const levels = [level(360, 800), level(360, 900), level(540, 1_400, 'av01'), level(540, 2_000)];

it.each([
  ['the one of that height', 540, 'avc1', 3],
  ['in the codecs of now', 540, 'av01', 2],
  ['in the usual ones where none are known yet', 540, undefined, 3],
  ['with the better sound', 360, 'avc1', 1],
  ['the next smaller one where that height isn’t there', 720, 'avc1', 3],
  ['the smallest where all are larger', 240, 'avc1', 1],
] as const)('what is loaded is %s', (_, height, codecSet, index) => {
  expect(levelOfHeight(levels, height, codecSet)).toBe(index);
});

it('is nothing where there are no pictures', () => {
  expect(levelOfHeight([], 540, undefined)).toBeUndefined();
});
