import { describe, expect, it } from 'vitest';
import { blameFor } from './sync-blame.ts';

const WALL = 1_790_000_000_000;
const frames = Array.from({ length: 1_800 }, (_, i) => ({
  madeAtMs: WALL + (i * 1000) / 30,
  mediaMs: 5_000 + (i * 1000) / 30,
}));
const beeps = Array.from({ length: 50 }, (_, i) => ({
  madeAtMs: WALL + 500 + i * 1000,
  mediaMs: 5_515 + i * 1000,
  soundMs: 700 + i * 1000,
}));
const at = 20;

describe('blameFor', () => {
  it('blames nothing where all are near their pictures', () => {
    expect(blameFor(frames, beeps, 40)).toEqual([]);
  });

  it('tells a picture that was shown late', () => {
    const from = WALL + 500 + at * 1000 - 100;
    const late = frames.map((frame) =>
      frame.madeAtMs >= from && frame.madeAtMs < from + 200
        ? { ...frame, mediaMs: frame.mediaMs + 66 }
        : frame,
    );
    const [blamed, ...others] = blameFor(late, beeps, 40);
    expect(others).toEqual([]);
    expect(blamed?.offsetMs).toBeCloseTo(51, 3);
    expect(blamed?.pictureMs).toBeCloseTo(66, 3);
    expect([blamed?.heardMs, blamed?.madeMs]).toEqual([0, 0]);
  });

  it('tells a sound that was heard late', () => {
    const late = beeps.map((beep, i) => (i === at ? { ...beep, mediaMs: beep.mediaMs + 40 } : beep));
    const [blamed] = blameFor(frames, late, 40);
    expect(blamed?.offsetMs).toBeCloseTo(-55, 3);
    expect([blamed?.heardMs, blamed?.madeMs]).toEqual([40, 0]);
    expect(blamed?.pictureMs).toBeCloseTo(0, 3);
  });

  it('tells a device that stood still', () => {
    const late = beeps.map((beep, i) => (i === at ? { ...beep, madeAtMs: beep.madeAtMs + 60 } : beep));
    const [blamed] = blameFor(frames, late, 40);
    expect(blamed?.offsetMs).toBeCloseTo(45, 3);
    expect([blamed?.heardMs, blamed?.madeMs]).toEqual([0, 60]);
  });
});
