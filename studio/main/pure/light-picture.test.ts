import { expect, it } from 'vitest';
import { lightPicture } from './light-picture.ts';

const at = (bitmap: Uint8Array, size: number, x: number, y: number) => [
  ...bitmap.subarray(4 * (y * size + x), 4 * (y * size + x) + 4),
];

it('the light is a red disc on air and a grey ring off air, with nothing in the corners', () => {
  const onAir = lightPicture('on-air', 32);
  const offAir = lightPicture('off-air', 32);
  expect([onAir.length, offAir.length]).toEqual([4096, 4096]);
  expect(at(onAir, 32, 16, 16)).toEqual([0x22, 0x2f, 0xd0, 0xff]);
  expect(at(offAir, 32, 16, 16)).toEqual([0, 0, 0, 0]);
  expect(at(offAir, 32, 16, 5)).toEqual([0x8e, 0x93, 0x8a, 0xff]);
  for (const bitmap of [onAir, offAir]) expect(at(bitmap, 32, 0, 0)).toEqual([0, 0, 0, 0]);
});
