/** A run of text as it stands in a PDF. */
export interface TextRun {
  readonly text: string;
  readonly endsLine: boolean;
  /** Height of its letters, in the page's own units. */
  readonly height: number;
  /** How far up it stands, in the page's own units. */
  readonly y: number;
}

export interface PageText {
  /** What the page would be called in a list of chapters; undefined for a page of pictures. */
  readonly title: string | undefined;
  readonly text: string;
}

interface Line {
  text: string;
  y: number;
  height: number;
}

const TITLE_MAX = 80;
const TEXT_MAX = 2_000;

export function pageTextOf(runs: readonly TextRun[]): PageText {
  const lines = linesOf(runs);
  const text = lines.map((line) => line.text).join('\n');
  return { title: titleOf(lines), text: shorten(text, TEXT_MAX) };
}

function linesOf(runs: readonly TextRun[]): Line[] {
  const lines: Line[] = [];
  let current: Line | undefined;
  for (const { text, endsLine, height, y } of runs) {
    if (text.trim() !== '') {
      if (!current) lines.push((current = { text: '', y, height: 0 }));
      current.height = Math.max(current.height, height);
    }
    if (current) current.text += text;
    if (endsLine) current = undefined;
  }
  return lines
    .map((line) => ({ ...line, text: line.text.replace(/\s+/g, ' ').trim() }))
    .filter((line) => line.text !== '');
}

/**
 * The first line in reading order that says something. Headers and footers often come first in a file: small print
 * and lone numbers are no title while there is anything else.
 */
function titleOf(lines: readonly Line[]): string | undefined {
  const speaking = lines.filter((line) => /\p{L}/u.test(line.text));
  const tallest = Math.max(0, ...speaking.map((line) => line.height));
  const large = speaking.filter((line) => line.height >= tallest * 0.9);
  const highest = large.reduce<Line | undefined>(
    (best, line) => (best && best.y >= line.y ? best : line),
    undefined,
  );
  const title = highest ?? lines[0];
  return title === undefined ? undefined : shorten(title.text, TITLE_MAX);
}

/** By JavaScript's count, as limits are, and without cutting a character in half. */
function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}
