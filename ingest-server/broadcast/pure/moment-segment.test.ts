import { expect, it } from 'vitest';
import { momentSegment } from './moment-segment.ts';

const START = 100_000;
const segments = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ msn: from + i, run: 0, wallMs: START + (from + i - 1) * 2_000 },
    is: 'complete' as const,
  }));
const of = (atMs: number, ...rungs: ReturnType<typeof segments>[]) =>
  momentSegment(
    rungs.map((one, i) => ({ name: `v${i}`, segments: one })),
    atMs,
    20_000,
  );

it.each([
  [START, 1],
  [START + 1_999, 1],
  [START + 2_000, 2],
  [START + 21_000, 10],
  [START - 5_000, 1],
])('a moment at %d ms is shown with segment %d', (atMs, msn) => {
  expect(of(atMs, segments(10))).toEqual({ name: 'v0', msn, run: 0 });
});

it.each([START - 20_001, START + 40_000])('a moment at %d ms is not there yet, or no more', (atMs) => {
  expect(of(atMs, segments(10))).toBeUndefined();
});

it('a rung that was left out for a while gives way to another', () => {
  expect(of(START + 15_000, segments(3), segments(10))).toEqual({ name: 'v1', msn: 8, run: 0 });
  expect(of(START + 4_000, segments(3), segments(10))).toMatchObject({ name: 'v0' });
});

it('what is missing or not whole shows nothing', () => {
  const [first, second, third] = segments(3);
  const holes = [first!, { ...second!, is: 'gap' as const }, { ...third!, is: 'open' as const }];
  expect(momentSegment([{ name: 'v0', segments: holes }], START + 5_000, 20_000)).toMatchObject({ msn: 1 });
  expect(momentSegment([], START, 20_000)).toBeUndefined();
});
