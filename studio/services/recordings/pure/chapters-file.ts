export interface Chapter {
  atMs: number;
  title: string;
}

/** FFmpeg's metadata file with the chapters that lie in what is kept; nothing where none does. */
export function chaptersFile(chapters: readonly Chapter[], fromMs: number, toMs: number): string | undefined {
  const sorted = [...chapters].sort((a, b) => a.atMs - b.atMs);
  const lines = sorted.flatMap(({ atMs, title }, i) => {
    const start = Math.max(atMs, fromMs);
    const end = Math.min(sorted[i + 1]?.atMs ?? toMs, toMs);
    if (end <= start) return [];
    const times = [`START=${Math.round(start - fromMs)}`, `END=${Math.round(end - fromMs)}`];
    return ['[CHAPTER]', 'TIMEBASE=1/1000', ...times, `title=${escape(title)}`];
  });
  return lines.length === 0 ? undefined : `${[';FFMETADATA1', ...lines].join('\n')}\n`;
}

function escape(text: string): string {
  return text.replace(/[=;#\\\n]/g, (sign) => `\\${sign}`);
}
