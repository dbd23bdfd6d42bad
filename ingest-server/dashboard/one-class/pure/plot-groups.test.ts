import { sampleFields } from '@rostrum/protocol/operations';
import { describe, expect, it } from 'vitest';
import { axisTop, plotGroups, unitsOf, valueWords } from './plot-groups.ts';

describe('the plots of a class', () => {
  it('show every figure there is, once', () => {
    const drawn = plotGroups.flatMap(({ lines }) => lines.map(({ field }) => field));
    expect(drawn.toSorted()).toEqual(sampleFields.filter((field) => field !== 'at').toSorted());
  });

  it('have one axis at each side, at most', () => {
    for (const group of plotGroups) expect(unitsOf(group).length).toBeLessThanOrEqual(2);
  });

  it('show what is near nothing as near nothing', () => {
    expect(axisTop('percent', 0.02)).toBe(1);
    expect(axisTop('percent', 10)).toBeCloseTo(10.8);
    expect(axisTop('count', null)).toBe(5);
  });

  it.each([
    ['bps', 2_400_000, '2.4 Mbit/s'],
    ['ms', 1_240, '1.2 s'],
    ['percent', 0.5, '0.5 %'],
    ['fps', 29.7, '30 fps'],
    ['times', 1, '1.00×'],
    ['few', 3, '3'],
    ['per-minute', 0.25, '0.3/min'],
  ] as const)('say %s in words', (unit, value, words) => {
    expect(valueWords(unit, value)).toBe(words);
  });
});
