import { describe, expect, it } from 'vitest';
import {
  bitrateWords,
  bytesWords,
  countWords,
  durationWords,
  millisecondsWords,
  percentWords,
  speedWords,
} from './units.ts';

describe('figures in words', () => {
  it.each([
    [0, '0 kbit/s'],
    [95_600, '96 kbit/s'],
    [999_499, '999 kbit/s'],
    [999_500, '1.0 Mbit/s'],
    [2_410_000, '2.4 Mbit/s'],
  ])('a rate of %i bit/s is %s', (bps, words) => {
    expect(bitrateWords(bps)).toBe(words);
  });

  it.each([
    [-500, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h 0 min'],
    [11_520_000, '3 h 12 min'],
    [90_000_000, '1 d 1 h'],
  ])('%i ms is %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });

  it('shares have a decimal where it matters', () => {
    expect([0.04, 6.2, 12.34].map(percentWords)).toEqual(['0.0 %', '6.2 %', '12 %']);
  });

  it('short times are in milliseconds', () => {
    expect([12.4, 999, 2_600].map(millisecondsWords)).toEqual(['12 ms', '999 ms', '2.6 s']);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [34_600_000, '35 MB'],
    [2_410_000_000, '2.4 GB'],
    [5_000_000_000_000_000, '5000 TB'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(bytesWords(bytes)).toBe(words);
  });

  it('large counts have their thousands apart', () => {
    expect([7, 1_234, 12_345_678].map(countWords)).toEqual(['7', '1\u2009234', '12\u2009345\u2009678']);
  });

  it('a transcoder that keeps up runs at about 1', () => {
    expect(speedWords(1.0345)).toBe('1.03×');
  });
});
