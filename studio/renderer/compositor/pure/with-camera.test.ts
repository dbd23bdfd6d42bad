import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCamera } from './with-camera.ts';

const PERIOD_MS = 1000 / 30;

/** How long after the picture that came last a frame is painted, once this many have come. */
function ageAfter(pictures: number, cameMs: (picture: number) => number): number {
  let startMs = 0;
  for (let picture = 0; picture < pictures; picture += 1)
    startMs = withCamera(startMs, PERIOD_MS, cameMs(picture), picture);
  const last = cameMs(pictures - 1);
  const nextFrame = Math.ceil((last - startMs) / PERIOD_MS);
  return startMs + nextFrame * PERIOD_MS - last;
}

describe('the programme’s frames', () => {
  it('come to lie a little after the camera’s pictures, wherever those lay, within a second', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: PERIOD_MS, noNaN: true }), (phaseMs) => {
        const ageMs = ageAfter(30, (picture) => 1_000 + phaseMs + picture * PERIOD_MS);
        expect(ageMs).toBeGreaterThan(9);
        expect(ageMs).toBeLessThan(11);
      }),
    );
  });

  it('follow a camera whose clock is not ours', () => {
    expect(ageAfter(9_000, (picture) => picture * PERIOD_MS * 1.0005)).toBeCloseTo(10, 0);
  });

  it('follow a camera whose pictures come unevenly, by its middle', () => {
    const unevenly = (picture: number) => picture * PERIOD_MS + (picture % 5) * 1.5;
    const ages = [0, 1, 2, 3, 4].map((more) => ageAfter(600 + more, unevenly));
    expect(Math.min(...ages)).toBeGreaterThan(5);
    expect(Math.max(...ages)).toBeLessThan(16);
  });

  it('keep their rate beside a camera of another', () => {
    let startMs = 0;
    for (let picture = 0; picture < 25 * 60; picture += 1)
      startMs = withCamera(startMs, PERIOD_MS, picture * 40, picture);
    expect(Math.abs(startMs)).toBeLessThan(PERIOD_MS);
  });

  it('are moved by little at a time once they lie there', () => {
    for (let cameMs = 0; cameMs < 100; cameMs += 1) {
      expect(Math.abs(withCamera(0, PERIOD_MS, cameMs, 30))).toBeLessThanOrEqual(0.15);
    }
  });
});
