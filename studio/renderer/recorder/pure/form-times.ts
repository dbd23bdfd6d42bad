import { CHAPTERS_MAX, CHAPTER_TITLE_MAX_LETTERS } from '../../../preload/pure/recording-parts.ts';

/** Reads what people write for a moment: `90`, `12:30`, `1:02:03.5`. */
export function readTime(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (!/^(\d+:){0,2}\d+(\.\d+)?$/.test(trimmed)) return undefined;
  const seconds = trimmed.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round(seconds * 1000);
}

export interface WrittenChapter {
  atMs: number;
  title: string;
}

export type ChaptersReading =
  | { ok: true; chapters: WrittenChapter[] }
  | { ok: false; is: 'no-moment'; line: string }
  | { ok: false; is: 'too-many' };

/** One a line: a moment, then its title. Empty lines are none. */
export function readChapters(text: string): ChaptersReading {
  const chapters: WrittenChapter[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, time = '', title = ''] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
    const atMs = readTime(time);
    if (atMs === undefined) return { ok: false, is: 'no-moment', line };
    chapters.push({ atMs, title: title.slice(0, CHAPTER_TITLE_MAX_LETTERS) });
  }
  if (chapters.length > CHAPTERS_MAX) return { ok: false, is: 'too-many' };
  return { ok: true, chapters };
}
