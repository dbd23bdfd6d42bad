import type { Chapter } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { liveChapters } from './live-chapters.ts';

const chapters: Chapter[] = [
  { at: 20_000, name: { is: 'slide', page: 2 } },
  { at: 60_000, name: { is: 'titled', title: 'The book' } },
  { at: 80_000, name: { is: 'slide', page: 3 } },
];
const placesAt = (liveAtMs: number) =>
  liveChapters(chapters, { sinceMs: 1_000, liveAtMs }).map(({ at, name }) => [at, name.is]);

it.each([
  [90_000, ['beginning', 'slide', 'titled']],
  [95_000, ['beginning', 'slide', 'titled', 'slide']],
])('with live at %d ms a page counts once it has stood for a while', (liveAtMs, names) => {
  expect(placesAt(liveAtMs).map(([, is]) => is)).toEqual(names);
});

it('leaves out what the picture has not come to', () => {
  expect(placesAt(59_000)).toEqual([
    [1, 'beginning'],
    [20, 'slide'],
  ]);
});
