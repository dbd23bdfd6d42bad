import { CHAPTER_MIN_MS, type Chapter, type ChapterName, placeChapters } from '@rostrum/protocol/room';

export interface ChapterMark {
  /** In seconds, as the bar counts. */
  readonly at: number;
  readonly name: ChapterName;
}

/** Where to go to on the bar of a lecture that is live, by the wall clock in seconds. */
export function liveChapters(
  chapters: readonly Chapter[],
  { sinceMs, liveAtMs }: { sinceMs: number; liveAtMs: number },
): ChapterMark[] {
  // A page that is shown since a moment ago may only be flipped past.
  const settled = chapters.filter(({ at, name }) => name.is !== 'slide' || liveAtMs - at >= CHAPTER_MIN_MS);
  const placed = placeChapters(settled, { fromMs: sinceMs, toMs: liveAtMs, placeOf: (at) => at });
  return placed.map(({ placeMs, name }) => ({ at: placeMs / 1000, name }));
}
