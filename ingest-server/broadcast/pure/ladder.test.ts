import { describe, expect, it } from 'vitest';
import { rungsFor, videoLadder } from './ladder.ts';

const at = (width: number, height: number, framesPerSecond = 30) => ({ width, height, framesPerSecond });

describe('videoLadder', () => {
  it.each([
    [at(1920, 1080), 4, ['v1080 1920x1080', 'v720 1280x720', 'v480 854x480', 'v360 640x360']],
    [at(1920, 1080), 3, ['v1080 1920x1080', 'v720 1280x720', 'v360 640x360']],
    [at(1920, 1080), 2, ['v1080 1920x1080', 'v360 640x360']],
    [at(3840, 2160), 2, ['v1080 1920x1080', 'v360 640x360']],
    [at(2560, 1440), 3, ['v1080 1920x1080', 'v720 1280x720', 'v360 640x360']],
    [at(1280, 720), 4, ['v720 1280x720', 'v480 854x480', 'v360 640x360']],
    [at(1280, 720), 3, ['v720 1280x720', 'v480 854x480', 'v360 640x360']],
    [at(1280, 720), 1, ['v720 1280x720']],
    [at(960, 540), 2, ['v540 960x540', 'v360 640x360']],
    [at(960, 540), 3, ['v540 960x540', 'v360 640x360']],
    [at(640, 360), 3, ['v360 640x360']],
    [at(400, 300), 2, ['v300 400x300']],
    [at(720, 1280), 2, ['v1080 608x1080', 'v360 202x360']],
    [at(641, 361), 1, ['v360 640x360']],
    [at(853, 479), 2, ['v478 852x478', 'v360 642x360']],
  ])(
    'of %o with %i rungs is the source or 1080 lines, the smallest, and what fits between',
    (source, rungs, ladder) => {
      const made = videoLadder(source, rungs);
      expect(made.map(({ name, width, height }) => `${name} ${width}x${height}`)).toEqual(ladder);
    },
  );

  it.each([
    [60, 30],
    [50, 30],
    [30, 30],
    [25, 25],
    [5, 5],
  ])('of %i frames a second sends %i', (framesPerSecond, sent) => {
    const made = videoLadder(at(1280, 720, framesPerSecond), 2);
    expect(made.map((rung) => rung.framesPerSecond)).toEqual([sent, sent]);
  });

  it('HLS-15 spends bits by the size of the picture and by its frames, and says what a segment can have', () => {
    const bitsOf = (source: ReturnType<typeof at>) => videoLadder(source, 1)[0]?.averageBps;
    const spent = videoLadder(at(1280, 720), 2).map((rung) => [
      rung.averageBps,
      rung.peakBps,
      rung.segmentPeakBps,
    ]);
    expect(spent).toEqual([
      [2_400_000, 3_000_000, 4_510_000],
      [600_000, 750_000, 1_135_000],
    ]);
    expect(bitsOf(at(1280, 720, 60))).toBe(2_400_000);
    expect(bitsOf(at(1280, 720, 15))).toBe(1_440_000);
    expect(bitsOf(at(1280, 720, 5))).toBe(1_440_000);
    expect(bitsOf(at(2560, 1440))).toBe(4_500_000);
  });
});

it.each([
  [1, 2],
  [2, 2],
  [3, 2],
  [4, 3],
  [7, 3],
  [8, 4],
  [64, 4],
])('%i cores carry %i rungs', (cores, rungs) => expect(rungsFor(cores)).toBe(rungs));
