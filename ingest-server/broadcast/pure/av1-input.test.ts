import { describe, expect, it } from 'vitest';
import { type Av1Progress, BEHIND_MAX_MS, behindOf, judgeInput } from './av1-input.ts';

const fragment = (startMs: number, independent = false, durationMs = 267) => ({
  ...{
    startTicks: startMs * 90,
    shownAfterTicks: 0,
    durationTicks: durationMs * 90,
    samples: 8,
    independent,
  },
});
const rungs = ['av1-540', 'av1-360'];
const unfed: Av1Progress = { fed: undefined, madeUntilMs: {} };
const judge = (progress: Av1Progress, ...words: Parameters<typeof fragment>) =>
  judgeInput(progress, rungs, fragment(...words), 90_000);

describe('judgeInput', () => {
  it.each([
    [0, true, 'feed'],
    [4000, true, 'feed'],
    [3999, true, 'feed'],
    [4001, true, 'feed'],
    // The first frame of its segment was lost.
    [4033, true, 'skip'],
    [3967, true, 'skip'],
    [4000, false, 'skip'],
    [-2000, true, 'skip'],
  ])('HLS-65 begins with a key frame on a boundary: at %i ms, key frame: %s, %s', (startMs, key, is) => {
    expect(judge(unfed, startMs, key).is).toBe(is);
  });

  const fed: Av1Progress = {
    fed: { fromMs: 4000, untilMs: 8000 },
    madeUntilMs: { 'av1-540': 7700, 'av1-360': 7733 },
  };

  it.each([
    [8000, 8267],
    [8900, 9167],
    [7900, 8167],
  ])('feeds what follows at %i ms, whether or not a little was lost', (startMs, untilMs) => {
    expect(judge(fed, startMs)).toEqual({ is: 'feed', fed: { fromMs: 4000, untilMs } });
  });

  it.each([
    [9100, 1100],
    [60_000, 52_000],
    [6500, -1500],
  ])('ends where the input goes on at %i ms', (startMs, holeMs) => {
    const detail = `its input went on ${holeMs} ms from where it was`;
    expect(judge(fed, startMs)).toEqual({ is: 'end', because: 'hole', detail });
  });

  it('HLS-65 ends one whose slowest rung is too far behind', () => {
    const untilMs = 7701 + BEHIND_MAX_MS;
    const slow: Av1Progress = { ...fed, fed: { fromMs: 4000, untilMs } };
    expect(judge(slow, untilMs)).toEqual({
      is: 'end',
      because: 'behind',
      detail: '6001 ms behind its input',
    });
    expect(judge({ ...slow, fed: { fromMs: 4000, untilMs: untilMs - 1 } }, untilMs).is).toBe('feed');
  });
});

describe('behindOf', () => {
  it.each<[Av1Progress, number | undefined]>([
    [unfed, undefined],
    // Nothing came yet of the second.
    [{ fed: { fromMs: 2000, untilMs: 2500 }, madeUntilMs: { 'av1-540': 2267 } }, 500],
    [{ fed: { fromMs: 2000, untilMs: 2500 }, madeUntilMs: { 'av1-540': 2267, 'av1-360': 2400 } }, 233],
    [{ fed: { fromMs: 2000, untilMs: 2500 }, madeUntilMs: { 'av1-540': 2533, 'av1-360': 2533 } }, 0],
  ])('of %o is %s', (progress, behindMs) => expect(behindOf(progress, rungs)).toBe(behindMs));
});
