import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_MODULUS_MS, clockLayout, decodeClock, encodeClock } from './index.ts';

const sampled = (atMs: number) => encodeClock(atMs).map((white) => (white ? 235 : 16));

describe('the burned-in clock', () => {
  it('reads back any moment that was drawn in the last hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 44 }),
        fc.integer({ min: 0, max: Math.floor(CLOCK_MODULUS_MS / 3) }),
        (at, age) => {
          expect(decodeClock(sampled(at), at + age)).toBe(at);
        },
      ),
    );
  });

  it.each([
    ['an all-black picture', Array.from({ length: 32 }, () => 0)],
    ['an all-white picture', Array.from({ length: 32 }, () => 255)],
    ['a grey block', sampled(123_456).map((level, i) => (i === 3 ? 128 : level))],
    ['too few samples', [0, 255]],
    ['one flipped bit', sampled(123_456).map((level, i) => (i === 20 ? 251 - level : level))],
  ])('reads nothing from %s', (_, brightness) => {
    expect(decodeClock(brightness, 123_456)).toBeUndefined();
  });

  it('stays inside a picture of any shape', () => {
    for (const width of [320, 640, 960, 1280, 1920]) {
      for (const block of clockLayout(width)) {
        expect(block.x + block.width).toBeLessThan(width / 2);
        expect(block.y + block.height).toBeLessThan((width / 16) * 9);
      }
    }
  });
});
