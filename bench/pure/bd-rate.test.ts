import { describe, expect, it } from 'vitest';
import { type RatePoint, bdRatePercent, ssimDb } from './bd-rate.ts';

const points = (pairs: readonly (readonly [number, number])[]): RatePoint[] =>
  pairs.map(([rate, quality]) => ({ rate, quality }));

describe('bdRatePercent', () => {
  // Points and figures of JCTVC-E137, as VMAF's own tests have them.
  it.each([
    [
      [
        [108_048.8736, 43.6471],
        [61_279.976, 40.3953],
        [33_905.6656, 37.247],
        [18_883.6928, 34.2911],
      ],
      [
        [108_061.2784, 43.6768],
        [61_299.9936, 40.4232],
        [33_928.7472, 37.2761],
        [18_910.912, 34.3147],
      ],
      -0.465215420752807,
    ],
    [
      [
        [40_433.8848, 37.5761],
        [7_622.7456, 35.3756],
        [2_394.488, 33.8977],
        [1_017.6184, 32.0603],
      ],
      [
        [40_370.12, 37.5982],
        [7_587.0024, 35.4025],
        [2_390.0944, 33.9194],
        [1_017.0984, 32.0822],
      ],
      -1.8779823450567612,
    ],
  ] as const)('agrees with what is published of the same points: %o, %o', (anchor, tested, percent) => {
    expect(bdRatePercent(points(anchor), points(tested))).toBeCloseTo(percent, 2);
  });

  const four = points([
    [100, 20],
    [200, 24],
    [400, 27],
    [800, 29],
  ]);
  const scaled = (factor: number) => four.map(({ rate, quality }) => ({ rate: rate * factor, quality }));

  it.each([
    [1, 0],
    [0.65, -35],
    [0.5, -50],
    [2, 100],
  ])('is for %d of the bits at every quality %d %%', (factor, percent) => {
    expect(bdRatePercent(four, scaled(factor))).toBeCloseTo(percent, 9);
  });

  it('does not mind the order of the points, nor a curve that reaches further', () => {
    const further = [...scaled(0.5), { rate: 5_000, quality: 31 }].reverse();
    const percent = bdRatePercent(four, further) ?? 0;
    expect(percent).toBeCloseTo(-50, 0);
  });

  it('knows no figure where there is no quality in common', () => {
    const better = four.map(({ rate, quality }) => ({ rate, quality: quality + 9 }));
    expect(bdRatePercent(four, better)).toBeUndefined();
  });

  it('takes no curve that goes back', () => {
    expect(() => bdRatePercent(four, [...four, { rate: 900, quality: 28 }])).toThrow(
      'more bits came out worse',
    );
    expect(() => bdRatePercent(four, [...four, { rate: 900, quality: 29 }])).toThrow('one quality');
  });
});

it.each([
  [0.9, 10],
  [0.99, 20],
  [0.999, 30],
])('an SSIM of %d has %d dB', (ssim, db) => expect(ssimDb(ssim)).toBeCloseTo(db, 9));
