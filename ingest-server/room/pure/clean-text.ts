import { hasInk } from '@rostrum/protocol/room';

// All control characters but line feed and tab, and the marks that turn writing round. Single left-to-right
// and right-to-left marks stay: people who write both ways need them, and they can't rewrite other lines.
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** What somebody wrote, as it is kept and shown; empty where nothing of it can be seen. */
export function cleanText(typed: string): string {
  const text = typed
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : ''))
    .trim();
  return hasInk(text) ? text : '';
}
