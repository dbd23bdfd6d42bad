import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partTiming } from './part-timing.ts';

const AAC_FRAME_MS = (1024 / 48_000) * 1000;

/** FFmpeg ends a part with the first frame that brings it to the cut. */
const partOf = (frameMs: number, cutMs: number) => Math.ceil(cutMs / frameMs - 1e-9) * frameMs;

describe('partTiming', () => {
  it.each([
    [undefined, 255, 300],
    [30, 255, 300],
    [25, 255, 300],
    [60, 255, 300],
    [15, 255, 300],
    [12, 283.9, 334],
    [5, 340, 400],
    [1, 850, 1000],
  ])(
    'at %s frames a second cuts from %i ms on, for a target of %i ms',
    (framesPerSecond, cutMs, targetMs) => {
      const timing = partTiming(framesPerSecond);
      expect(timing.cutMs).toBeCloseTo(cutMs);
      expect(timing.targetMs).toBe(targetMs);
    },
  );

  it('HLS-3 keeps the parts of picture and sound between 85 % of the target and the target, at any rate', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 60, noNaN: true }), (framesPerSecond) => {
        const { cutMs, targetMs } = partTiming(framesPerSecond);
        for (const frameMs of [1000 / framesPerSecond, AAC_FRAME_MS]) {
          expect(partOf(frameMs, cutMs)).toBeLessThanOrEqual(targetMs + 1e-6);
          expect(partOf(frameMs, cutMs)).toBeGreaterThanOrEqual(0.85 * targetMs - 1e-6);
        }
      }),
    );
  });
});
