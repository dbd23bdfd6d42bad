import { describe, expect, it } from 'vitest';
import { beginOf, lengthOf, longestCutMs, paced, stepAt } from './line-steps.ts';

const open = { downKbps: 5_000, upKbps: 1_000, rttMs: 40, lossPct: 0 };
const cut = { ...open, downKbps: 0, upKbps: 0 };
const steps = [
  { ...open, lastsMs: 10_000 },
  { ...cut, lastsMs: 30_000 },
  { ...open, lastsMs: 20_000 },
];

describe('the steps of a line', () => {
  it.each([
    [-5, 0],
    [0, 0],
    [9_999, 0],
    [10_000, 1],
    [40_000, 2],
    [99_000, 2],
  ])('has at %d ms its step %d', (atMs, index) => expect(stepAt(steps, atMs)).toBe(steps[index]));

  it('knows when each begins, and how long all of them last', () => {
    expect(steps.map((_, i) => beginOf(steps, i))).toEqual([0, 10_000, 40_000]);
    expect(lengthOf(steps)).toBe(60_000);
  });

  it('can be gone through faster', () => {
    expect(paced(steps, 0.1).map(({ lastsMs }) => lastsMs)).toEqual([1_000, 3_000, 2_000]);
  });

  it('knows its longest cut', () => {
    expect(longestCutMs(steps)).toBe(30_000);
    expect(longestCutMs(steps.slice(0, 1))).toBe(0);
  });
});
