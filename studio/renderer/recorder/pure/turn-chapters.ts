import {
  CHAPTERS_MAX,
  CHAPTER_TITLE_MAX_LETTERS,
  type SlideTurn,
} from '../../../preload/pure/recording-parts.ts';
import type { WrittenChapter } from './form-times.ts';

/** Nobody looks for something shorter: a page that soon gave way was on the way to the one that was meant. */
const SHORTEST_MS = 15_000;

export interface ChapteredTrack {
  readonly startedAtMs: number;
  readonly durationMs?: number | undefined;
}

/** The slides of a lecture as chapters of one of its tracks, on that track's own time. */
export function chaptersOfTurns(
  turns: readonly SlideTurn[],
  { startedAtMs, durationMs = Number.POSITIVE_INFINITY }: ChapteredTrack,
  nameOf: (page: number) => string,
): WrittenChapter[] {
  const sorted = [...turns].sort((a, b) => a.atMs - b.atMs);
  const chapters: WrittenChapter[] = [];
  for (const [i, { atMs, page, title }] of sorted.entries()) {
    const nextMs = (sorted[i + 1]?.atMs ?? Number.POSITIVE_INFINITY) - startedAtMs;
    const fromMs = Math.max(0, atMs - startedAtMs);
    // What was shown when it began is what it begins with.
    if (nextMs - fromMs < SHORTEST_MS || fromMs >= durationMs) continue;
    const name = (title ?? nameOf(page)).replace(/\s+/g, ' ').trim().slice(0, CHAPTER_TITLE_MAX_LETTERS);
    // Slides that build up page by page say the same first line on each of them.
    if (chapters.at(-1)?.title !== name) chapters.push({ atMs: fromMs, title: name });
  }
  return chapters.slice(0, CHAPTERS_MAX);
}
