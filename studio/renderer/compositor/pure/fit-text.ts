/** How wide a line would be, in pixels. */
export type Measure = (line: string) => number;

const MORE = '…';
const signsOf = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text in lines of at most this width; what doesn't fit into the last one is left out behind an ellipsis. */
export function fitText(text: string, maxWidth: number, maxLines: number, measure: Measure): string[] {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer) <= maxWidth) {
      line = longer;
      continue;
    }
    if (lines.length + 1 === maxLines) {
      return [...lines, shorten([line, ...words.slice(index)].join(' ').trim(), maxWidth, measure)];
    }
    if (line) lines.push(line);
    line = measure(word) <= maxWidth ? word : shorten(word, maxWidth, measure);
  }
  return line ? [...lines, line] : lines;
}

function shorten(text: string, maxWidth: number, measure: Measure): string {
  if (measure(text) <= maxWidth) return text;
  // By characters as people count them: half of an emoji is no sign at all.
  const signs = Array.from(signsOf.segment(text), ({ segment }) => segment);
  let least = 0;
  let most = signs.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(signs.slice(0, middle).join('').trimEnd() + MORE) <= maxWidth) least = middle;
    else most = middle - 1;
  }
  return signs.slice(0, least).join('').trimEnd() + MORE;
}
