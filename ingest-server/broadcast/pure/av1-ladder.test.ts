import { describe, expect, it } from 'vitest';
import { type Av1Speed, av1Ladder, rungsThatKeepUp } from './av1-ladder.ts';
import { videoLadder } from './ladder.ts';

const h264 = (height: number, framesPerSecond = 30) =>
  videoLadder({ width: (height * 16) / 9, height, framesPerSecond }, 3);
const names = (rungs: readonly { name: string }[]) => rungs.map(({ name }) => name);

describe('av1Ladder', () => {
  it.each([
    [1080, 2, ['av1-1080', 'av1-360']],
    [1080, 1, ['av1-1080']],
    [720, 2, ['av1-720', 'av1-360']],
    [360, 2, ['av1-360']],
    [720, 0, []],
  ])('beside %i lines has, of at most %i rungs, the ends', (height, count, ladder) => {
    expect(names(av1Ladder(h264(height), count))).toEqual(ladder);
  });

  it('has the size of the rung beside it for two thirds of its bits', () => {
    const [beside] = h264(720);
    const [rung] = av1Ladder(h264(720), 1);
    expect(rung).toMatchObject({ width: beside?.width, height: beside?.height, averageBps: 1_560_000 });
    expect(rung?.segmentPeakBps).toBe(2_350_000);
  });

  it.each([
    [60, 30],
    [29.97, 30],
    [24, 24],
    [5, 5],
    [0.2, 1],
  ])('makes %d frames a second into %i, so that they can be counted', (framesPerSecond, whole) => {
    expect(av1Ladder(h264(360, framesPerSecond), 1)[0]?.framesPerSecond).toBe(whole);
  });
});

const measured = (speedX: number, cpuPerS: number): Av1Speed => ({
  ...{ width: 1280, height: 720, framesPerSecond: 30, speedX, cpuPerS },
});

describe('rungsThatKeepUp', () => {
  it.each([
    [720, measured(2.5, 0.46), 2, ['av1-720', 'av1-360']],
    // Together too slow, alone fast enough.
    [720, measured(1.6, 0.46), 2, ['av1-720']],
    [720, measured(1.5, 0.46), 2, ['av1-360']],
    [1080, measured(2.5, 0.46), 2, ['av1-360']],
    [1080, measured(9, 0.3), 2, ['av1-1080', 'av1-360']],
    // Fast, but by taking the whole machine.
    [720, measured(3, 0.9), 1, ['av1-360']],
    [720, measured(3, 0.9), 2, ['av1-720']],
    [360, measured(0.3, 4), 2, []],
  ])('HLS-67 beside %i lines, where %o of %i cores was seen, are %o', (height, speed, cores, kept) => {
    expect(names(rungsThatKeepUp(av1Ladder(h264(height), 2), speed, cores))).toEqual(kept);
  });

  it('are none where there are none', () => expect(rungsThatKeepUp([], measured(9, 0.1), 8)).toEqual([]));
});
