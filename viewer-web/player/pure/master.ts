// What the page itself reads of a multivariant playlist, beside what the player does with it.

const VARIANT = '#EXT-X-STREAM-INF:';
const HEIGHT = /[:,]RESOLUTION=\d+x(\d+)/;

/** The heights that there are pictures of, the largest first: one for all the codecs that it comes in. */
export function heightsOf(master: string): number[] {
  const heights = linesOf(master).flatMap((line) =>
    line.startsWith(VARIANT) ? (HEIGHT.exec(line)?.[1] ?? []) : [],
  );
  return [...new Set(heights.map(Number))].sort((a, b) => b - a);
}

/** The same lecture without its picture; unchanged where it has no sound of its own. */
export function soundAlone(master: string): string {
  const lines = linesOf(master);
  const kept = lines.filter((line, i) => {
    if (line.startsWith('#EXT-X-MEDIA:')) return !/[:,]TYPE=AUDIO\b/.test(line);
    if (line.startsWith('#EXT-X-I-FRAME-STREAM-INF:') || isPicture(line)) return false;
    return !isPicture(lines[i - 1] ?? '');
  });
  if (!kept.some((line) => line.startsWith(VARIANT))) return master;
  // The sound is the main thing now, and no rendition beside another.
  return kept
    .map((line) => (line.startsWith(VARIANT) ? line.replace(/,AUDIO="[^"]*"/, '') : line))
    .join('\n');
}

function isPicture(line: string): boolean {
  return line.startsWith(VARIANT) && HEIGHT.test(line);
}

function linesOf(master: string): string[] {
  return master.split(/\r?\n/);
}
