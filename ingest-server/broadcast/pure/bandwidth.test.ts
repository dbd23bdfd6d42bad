import { describe, expect, it } from 'vitest';
import { liveBandwidth, measureBandwidth } from './bandwidth.ts';

const quiet = { bytes: 50_000, durationMs: 2_000 };
const lively = { bytes: 300_000, durationMs: 2_000 };
const gap = { bytes: 0, durationMs: 2_000 };

describe('what a rendition needs', () => {
  it('HLS-38 is the mean of its segments, and the liveliest of them', () => {
    expect(measureBandwidth([quiet, quiet, quiet, lively])).toEqual({
      averageBps: 450_000,
      peakBps: 1_200_000,
    });
  });

  it('HLS-38 counts no gaps, and no cut end of a run as the liveliest', () => {
    const cut = { bytes: 50_000, durationMs: 100 };
    expect(measureBandwidth([quiet, gap])).toEqual({ averageBps: 200_000, peakBps: 200_000 });
    expect(measureBandwidth([quiet, quiet, cut])?.peakBps).toBe(292_683);
  });

  it('is unknown while there is nothing', () => {
    expect(measureBandwidth([])).toBeUndefined();
    expect(measureBandwidth([gap])).toBeUndefined();
  });
});

describe('what a rendition on air is told to need', () => {
  const promised = { averageBps: 600_000, peakBps: 1_000_000 };

  it('HLS-38 is what its encoder may take, until enough is known', () => {
    expect(liveBandwidth(promised, [])).toEqual(promised);
    expect(liveBandwidth(promised, [quiet])).toEqual(promised);
    const ten = Array.from({ length: 10 }, () => quiet);
    expect(liveBandwidth(promised, ten)).toEqual({ averageBps: 200_000, peakBps: 1_000_000 });
  });

  it('HLS-38 is never less at its peak than a segment was', () => {
    expect(liveBandwidth(promised, [lively]).peakBps).toBe(1_200_000);
  });
});
