import { NAME_MAX, hasInk } from '@rostrum/protocol/room';

// Control characters, and the marks that turn writing round: a name with one would rewrite the line it is
// shown in. Line breaks and tabs become spaces with all other white space.
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The name as it is shown to everyone; empty where nothing of it can be seen. */
export function cleanName(typed: string): string {
  const name = typed.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
  return hasInk(name) ? cutTo(name, NAME_MAX).trim() : '';
}

/** Cut between characters as people see them, so that no half of an emoji or bare accent is left. */
function cutTo(name: string, length: number): string {
  if (name.length <= length) return name;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (cut.length + segment.length > length) break;
    cut += segment;
  }
  return cut;
}
