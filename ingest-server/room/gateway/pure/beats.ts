/** Who heard something so short a time ago is told by it that the server lives. */
const FRESH_MS = 2000;
/** In a busy class every so many-th beat goes out all the same, to learn that the peer still answers. */
const SKIPPED_MAX = 2;

/** How many beats are left out in a row with this one; 0 where it goes out. A clock that was set says nothing. */
export function beatsSkipped(before: number, sinceToldMs: number): number {
  const isFresh = sinceToldMs >= 0 && sinceToldMs < FRESH_MS;
  return isFresh && before < SKIPPED_MAX ? before + 1 : 0;
}
