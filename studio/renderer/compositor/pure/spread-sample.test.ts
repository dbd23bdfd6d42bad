import { expect, it } from 'vitest';
import { spreadSample } from './spread-sample.ts';

it('takes bytes from the first to the last part of a picture', () => {
  const bytes = Uint8Array.from({ length: 99 }, (_, i) => i);
  expect([...spreadSample(bytes, 9)]).toEqual([0, 11, 22, 33, 44, 55, 66, 77, 88]);
});

it('meets every colour of a pixel, also where the step would be a whole number of pixels', () => {
  const pixels = Uint8Array.from({ length: 4 * 64 }, (_, i) => i % 4);
  expect(new Set([...spreadSample(pixels, 16)])).toEqual(new Set([0, 1, 2, 3]));
});

it('takes all of a picture that has fewer bytes', () => {
  expect([...spreadSample(Uint8Array.of(5, 6), 1024)]).toEqual([5, 6]);
});
