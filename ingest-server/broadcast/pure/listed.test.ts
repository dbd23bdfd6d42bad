import { expect, it } from 'vitest';
import { listAll, listSegments } from './listed.ts';
import type { Segment } from './rendition.ts';

const parts = [{ durationMs: 2000, independent: true }];
const hot = (msn: number): Segment => ({ msn, run: 1, wallMs: msn * 2000, parts, is: 'complete' });
const kept = (msn: number) => ({
  ...{ msn, run: 0, wallMs: msn * 2000, durationMs: 2000, bytes: 9, is: 'complete' as const },
});

it('HLS-35 takes what left the memory from the archive, and lists nothing twice', () => {
  const all = listAll([kept(1), kept(2), kept(3)], [hot(3), hot(4)]);
  expect(all.map(({ msn, run, parts: { length } }) => [msn, run, length])).toEqual([
    [1, 0, 0],
    [2, 0, 0],
    [3, 1, 1],
    [4, 1, 1],
  ]);
});

it('HLS-35 leaves out no number between the archive and the memory', () => {
  const all = listAll([kept(1)], [hot(4)]);
  expect(all.map(({ msn, is, wallMs }) => [msn, is, wallMs])).toEqual([
    [1, 'complete', 2000],
    [2, 'gap', 4000],
    [3, 'gap', 6000],
    [4, 'complete', 8000],
  ]);
});

it('is what is in memory alone where nothing is kept', () => {
  expect(listAll([], [hot(1)])).toEqual(listSegments([hot(1)]));
});
