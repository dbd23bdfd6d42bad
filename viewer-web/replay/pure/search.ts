import { foldText, foldWithPlaces } from './fold-text.ts';

export type FoundKind = 'chat' | 'question' | 'answer' | 'poll' | 'slide' | 'announcement' | 'caption';

/** Something that was written or said, and where in the recording that was. */
export interface Findable {
  readonly id: string;
  readonly kind: FoundKind;
  readonly atS: number;
  readonly who?: string;
  readonly text: string;
}

export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

export interface Hit {
  readonly found: Findable;
  /** Of its text, what is around the first word. */
  readonly snippet: readonly Piece[];
}

export interface Found {
  /** In the order of the recording. */
  readonly hits: readonly Hit[];
  /** With those that are left out of them. */
  readonly total: number;
}

const HITS_MAX = 100;
const BEFORE = 40;
const SNIPPET_MAX = 160;
const nothing: Found = { hits: [], total: 0 };

/** All words must be in it, in any order; accents and case don't matter. */
export function createSearch(all: readonly Findable[]): (typed: string) => Found {
  const lines = all
    .map((found) => ({ found, folded: foldText(`${found.who ?? ''} ${found.text}`) }))
    .sort((a, b) => a.found.atS - b.found.atS);
  return (typed) => {
    const words = foldText(typed).split(/\s+/).filter(Boolean);
    if (words.length === 0) return nothing;
    const matching = lines.filter(({ folded }) => words.every((word) => folded.includes(word)));
    const hits = matching
      .slice(0, HITS_MAX)
      .map(({ found }) => ({ found, snippet: snippetOf(found.text, words) }));
    return { hits, total: matching.length };
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** `words`: folded. */
export function snippetOf(text: string, words: readonly string[]): Piece[] {
  const line = text.replace(/\s+/g, ' ').trim();
  const hits = hitsIn(line, words);
  const { from, to } = around(line, hits[0]?.from ?? 0);
  const pieces: Piece[] = [];
  let place = from;
  for (const hit of hits) {
    if (hit.from >= to) break;
    if (hit.from > place) pieces.push({ text: line.slice(place, hit.from), isHit: false });
    place = Math.min(hit.to, to);
    pieces.push({ text: line.slice(hit.from, place), isHit: true });
  }
  if (place < to) pieces.push({ text: line.slice(place, to), isHit: false });
  return withEllipses(pieces, from > 0, to < line.length);
}

/** In order, none over another. */
function hitsIn(line: string, words: readonly string[]): Range[] {
  const { folded, places } = foldWithPlaces(line);
  const ranges: Range[] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const from = places[at] ?? 0;
      ranges.push({ from, to: endBehind(line, places, at + word.length) });
    }
  }
  ranges.sort((a, b) => a.from - b.from);
  return ranges.reduce<Range[]>((merged, range) => {
    const last = merged.at(-1);
    if (last && range.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else merged.push(range);
    return merged;
  }, []);
}

/** Behind the character that the folded one before `end` comes from, with the accents on it. */
function endBehind(line: string, places: readonly number[], end: number): number {
  const last = places[end - 1] ?? 0;
  const next = places.slice(end).find((place) => place > last);
  return next ?? line.length;
}

function around(line: string, hit: number): Range {
  if (line.length <= SNIPPET_MAX) return { from: 0, to: line.length };
  const wanted = Math.max(0, Math.min(hit - BEFORE, line.length - SNIPPET_MAX));
  const from = wanted === 0 ? 0 : wordStart(line, wanted, hit);
  const to = Math.min(line.length, from + SNIPPET_MAX);
  const cut = line.lastIndexOf(' ', to);
  return { from, to: to === line.length || cut <= hit ? to : cut };
}

/** At a word’s beginning, but never behind the hit. */
function wordStart(line: string, wanted: number, hit: number): number {
  const blank = line.indexOf(' ', wanted);
  return blank >= 0 && blank < hit ? blank + 1 : Math.min(wanted, hit);
}

function withEllipses(pieces: readonly Piece[], before: boolean, behind: boolean): Piece[] {
  const dots = { text: '…', isHit: false };
  return [...(before ? [dots] : []), ...pieces, ...(behind ? [dots] : [])];
}
