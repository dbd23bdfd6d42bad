import { describe, expect, it } from 'vitest';
import { type Counted, QUALITY_SECONDS, type Reading, addSecond, noQuality, worstOf } from './quality.ts';

const video: Counted = {
  ...{ kind: 'video', bitrateBps: 1_000_000, lossPct: 0, jitterMs: 3, roundTripMs: 20 },
  ...{ nacks: 0, plis: 0, firs: 0 },
};
const audio: Counted = {
  ...video,
  kind: 'audio',
  bitrateBps: 64_000,
  jitterMs: 5.04,
  roundTripMs: undefined,
};
const reading = (at: number, ...counted: Counted[]): Reading => ({
  ...{ at, counted, framesPerSecond: 30, availableBps: undefined },
});

describe('addSecond', () => {
  it('puts picture and sound together: their rates, and the worse of what both have', () => {
    const { seconds } = addSecond(noQuality, reading(1, { ...video, lossPct: 1.23 }, audio));
    expect(seconds).toEqual([
      {
        ...{ at: 1, videoBps: 1_000_000, audioBps: 64_000, lossPct: 1.2, jitterMs: 5, roundTripMs: 20 },
        ...{ nacks: 0, plis: 0, firs: 0, framesPerSecond: 30, availableBps: undefined },
      },
    ]);
  });

  it('tells how much was asked for in this second, not since the beginning', () => {
    let quality = addSecond(noQuality, reading(1, { ...video, nacks: 4, plis: 1 }, { ...audio, nacks: 2 }));
    quality = addSecond(
      quality,
      reading(2, { ...video, nacks: 9, plis: 2, firs: 1 }, { ...audio, nacks: 2 }),
    );
    expect(quality.seconds.map(({ nacks, plis, firs }) => [nacks, plis, firs])).toEqual([
      [6, 1, 0],
      [5, 1, 1],
    ]);
  });

  it('takes a count that has fallen for a new producer’s', () => {
    const before = addSecond(noQuality, reading(1, { ...video, plis: 40 }));
    expect(addSecond(before, reading(2, { ...video, plis: 3 })).seconds.at(-1)?.plis).toBe(3);
  });

  it('keeps ten minutes', () => {
    let quality = noQuality;
    for (let at = 0; at < QUALITY_SECONDS + 5; at += 1) quality = addSecond(quality, reading(at, video));
    expect(quality.seconds).toHaveLength(600);
    expect(quality.seconds[0]?.at).toBe(5);
  });
});

describe('worstOf', () => {
  it('is the worst of each, and the sum of what was asked for', () => {
    let quality = addSecond(noQuality, reading(1, { ...video, lossPct: 8, plis: 1 }));
    quality = addSecond(quality, {
      ...reading(2, { ...video, jitterMs: 40, roundTripMs: 300, plis: 3 }),
      framesPerSecond: 7,
    });
    expect(worstOf(quality.seconds)).toEqual({
      ...{ seconds: 2, lossPct: 8, jitterMs: 40, roundTripMs: 300, framesPerSecond: 7 },
      ...{ nacks: 0, plis: 3, firs: 0 },
    });
  });

  it('says nothing of what nobody measured', () => {
    expect(worstOf([])).toEqual({
      ...{ seconds: 0, lossPct: 0, jitterMs: 0, nacks: 0, plis: 0, firs: 0 },
    });
  });
});
