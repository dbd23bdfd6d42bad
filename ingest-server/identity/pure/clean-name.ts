import { NAME_MAX, TITLE_MAX, hasInk } from '@rostrum/protocol/room';

// Control characters, and the marks that turn writing round: a name with one would rewrite the line it is
// shown in. Line breaks and tabs become spaces with all other white space.
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The name as it is shown to everyone; empty where nothing of it can be seen. */
export function cleanName(typed: string): string {
  return cleanLine(typed, NAME_MAX);
}

/** The same for what a class or a course is called. */
export function cleanTitle(typed: string): string {
  return cleanLine(typed, TITLE_MAX);
}

function cleanLine(typed: string, length: number): string {
  const line = typed.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
  return hasInk(line) ? cutTo(line, length).trim() : '';
}

/** Cut between characters as people see them, so that no half of an emoji or bare accent is left. */
function cutTo(line: string, length: number): string {
  if (line.length <= length) return line;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (cut.length + segment.length > length) break;
    cut += segment;
  }
  return cut;
}
