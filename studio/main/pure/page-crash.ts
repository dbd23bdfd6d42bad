/** Sooner than this a second time, and loading it again would only go on crashing. */
const SOON_MS = 10_000;

/** What to do when the page's process is gone. */
export function afterCrash(
  reason: string,
  sinceLastMs: number | undefined,
): 'load-again' | 'tell' | 'nothing' {
  if (reason === 'clean-exit') return 'nothing';
  return sinceLastMs !== undefined && sinceLastMs < SOON_MS ? 'tell' : 'load-again';
}
