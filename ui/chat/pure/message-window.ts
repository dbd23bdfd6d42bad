// Ten thousand messages at once are too much for a cheap phone’s page, even unseen by `content-visibility`: only those in
// sight, and some beyond, are there. Where the others would stand follows from what was measured.

/** Where each line begins, and at last where the list ends: px from its beginning. */
export type Tops = Float64Array;

/** What is shown: from this line up to but without that one. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A line that stands at the upper edge of what is seen, and how much of it is above that edge. */
export interface Place<Key> {
  readonly key: Key;
  readonly withinPx: number;
}

export function topsOf(count: number, heightPxOf: (line: number) => number): Tops {
  const tops = new Float64Array(count + 1);
  for (let line = 0; line < count; line += 1) tops[line + 1] = tops[line]! + heightPxOf(line);
  return tops;
}

/** The line that is there, so far from the list’s beginning; the first or the last where none is. */
export function lineAt(tops: Tops, px: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (tops[middle]! <= px) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Which lines are worth having where somebody looks at so much of the list: those in sight, and so much beyond. */
export function rangeShown(tops: Tops, seen: { topPx: number; heightPx: number }, beyondPx: number): Range {
  const count = tops.length - 1;
  if (count === 0) return { from: 0, to: 0 };
  const from = lineAt(tops, seen.topPx - beyondPx);
  return { from, to: lineAt(tops, seen.topPx + seen.heightPx + beyondPx) + 1 };
}

export function placeAt<Key>(keys: readonly Key[], tops: Tops, topPx: number): Place<Key> | undefined {
  const line = lineAt(tops, topPx);
  const key = keys[line];
  return key === undefined ? undefined : { key, withinPx: topPx - tops[line]! };
}

/** Where the list must be scrolled to so that somebody stays where they are; undefined where that line is gone. */
export function topOfPlace<Key>(
  keys: readonly Key[],
  tops: Tops,
  { key, withinPx }: Place<Key>,
): number | undefined {
  const line = keys.lastIndexOf(key);
  return line < 0 ? undefined : tops[line]! + withinPx;
}

const STEPS = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];

/** Where a key leads from a line, past those that are no stop; undefined where the key means nothing. */
export function lineByKey(
  key: string,
  from: number,
  tops: Tops,
  { heightPx, isStop }: { heightPx: number; isStop: (line: number) => boolean },
): number | undefined {
  if (!STEPS.includes(key)) return undefined;
  const last = tops.length - 2;
  const isUp = key === 'ArrowUp' || key === 'PageUp' || key === 'End';
  const step = isUp ? -1 : 1;
  let line = aimOf(key, from, tops, heightPx);
  while (line >= 0 && line <= last && !isStop(line)) line += step;
  return line >= 0 && line <= last ? line : from;
}

function aimOf(key: string, from: number, tops: Tops, heightPx: number): number {
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return tops.length - 2;
    case 'PageUp':
      return Math.min(from - 1, lineAt(tops, tops[from]! - heightPx) + 1);
    case 'PageDown':
      return Math.max(from + 1, lineAt(tops, tops[from]! + heightPx) - 1);
    default:
      return key === 'ArrowUp' ? from - 1 : from + 1;
  }
}
