import { forgetStored, readStored, writeStored } from '@rostrum/ui/stored';

/**
 * What an instructor wrote down for themself, kept in this browser. It was kept under the class's title before, which
 * two classes may share and a class may change: what is found there is taken over once.
 */
export function readOwnNotes(key: string, keyBefore: string): string {
  const kept = readStored('local', key);
  if (kept !== undefined) return kept;
  const before = readStored('local', keyBefore);
  if (before === undefined) return '';
  writeStored('local', key, before);
  // A browser that takes nothing just now keeps at least where it was.
  if (readStored('local', key) === before) forgetStored('local', keyBefore);
  return before;
}
