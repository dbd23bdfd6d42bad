import { expect, it } from 'vitest';
import { h264PerAv1 } from './h264-per-av1.ts';

const rung = (name: string, bytes: number, durationMs = 10_000) => ({ rung: name, bytes, durationMs });

it('compares the same size in both codecs, by what came out in the same time', () => {
  expect(h264PerAv1([rung('v540', 2_000), rung('av1-540', 1_000), rung('a96', 90)])).toBe(2);
});

it('minds that AV1 began later, or was left out for a while', () => {
  expect(h264PerAv1([rung('v540', 2_000), rung('av1-540', 500, 5_000)])).toBe(2);
});

it('knows nothing where no size went out in both, or nothing came yet', () => {
  expect(h264PerAv1([rung('v540', 2_000), rung('av1-360', 500)])).toBeUndefined();
  expect(h264PerAv1([rung('v540', 2_000), rung('av1-540', 0, 0)])).toBeUndefined();
  expect(h264PerAv1([])).toBeUndefined();
});
