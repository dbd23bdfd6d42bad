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

export type ChaptersReading = { ok: true; chapters: WrittenChapter[] } | { ok: false; line: string };

/** One a line: a moment, then its title. Empty lines are none. */
export function readChapters(text: string): ChaptersReading {
  const chapters: WrittenChapter[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, time = '', title = ''] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
    const atMs = readTime(time);
    if (atMs === undefined) return { ok: false, line };
    chapters.push({ atMs, title: title.slice(0, 200) });
  }
  return { ok: true, chapters };
}
