import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline.ts';

describe('a small curve', () => {
  it('has the newest at the right, and the largest on top', () => {
    expect(sparkline([0, 5, 10], 10, 3)).toBe('0,100 50,50 100,0');
  });

  it('begins where there is something', () => {
    expect(sparkline([10], 10, 5)).toBe('100,0');
  });

  it('leaves out what is not known, and never leaves its box', () => {
    expect(sparkline([4, null, 30], 10, 3)).toBe('0,60 100,0');
    expect(sparkline([0, 0], 0, 2)).toBe('0,100 100,100');
  });
});
