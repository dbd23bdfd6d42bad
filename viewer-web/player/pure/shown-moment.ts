import type { PlayerState } from './player-state.ts';

/** Which moment of the lecture somebody's picture has come to, and when it was last there, both by the server’s clock. */
export interface ShownMoment {
  readonly atMs: number;
  readonly seenMs: number;
}

interface Seen {
  readonly state: Pick<PlayerState, 'phase' | 'follows'>;
  /** Missing without a picture. */
  readonly delayMs?: number;
}

/** Whoever is live and gets no picture for so long is told of what goes on all the same: a poll doesn’t wait for a line. */
const PATIENCE_MS = 15_000;

/**
 * The last one stays while a picture is on its way, at another place or anew: what comes after it would be told too early.
 * Undefined where there is no picture to wait for.
 */
export function shownMoment(
  before: ShownMoment | undefined,
  { state: { phase, follows }, delayMs }: Seen,
  nowMs: number,
): ShownMoment | undefined {
  if (delayMs !== undefined) return { atMs: nowMs - delayMs, seenMs: nowMs };
  if (!before || phase.is === 'detached' || phase.is === 'unplayable') return undefined;
  // At a moment of before somebody stays by choice, however long it takes.
  return follows === 'live' && nowMs - before.seenMs > PATIENCE_MS ? undefined : before;
}
