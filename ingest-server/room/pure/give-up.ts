import { type Refusal, refuse } from '@rostrum/protocol/room';

/**
 * Why something is not written: `refused` when it came alone, and the log can be read and doesn't have it; `untried`
 * where others beside it may be what the log doesn't take; `unknown` where the log can't even be read.
 */
export type Why = 'refused' | 'untried' | 'unknown';

export interface Failed {
  readonly why: Why;
  /** How often it was refused. */
  readonly refusals: number;
  readonly waitedMs: number;
  readonly untilWritten: boolean;
  /** Whether the log has taken something else since this one failed first. */
  readonly isAlone: boolean;
  readonly room: 'open' | 'closed' | 'broken';
}

export type GivenUp = { ok: false; refusal: Refusal; unknown?: true };

const REFUSALS_MAX = 3;
/** A person may wait this long for a database that restarts. */
const PATIENCE_MS = 5_000;

const notSaved = refuse('server-error', 'The server could not save this. Try again in a moment.', 1000);
export const unknownIfSaved = refuse(
  'server-error',
  'The server has trouble with its records. You come back by yourself, and nothing counts twice.',
  1000,
);

/** What to say to whoever waits; undefined while it is to be tried again. */
export function giveUp(failed: Failed): GivenUp | undefined {
  if (!isOver(failed)) return undefined;
  return failed.why === 'unknown' || failed.room === 'broken'
    ? { ok: false, refusal: unknownIfSaved, unknown: true }
    : { ok: false, refusal: notSaved };
}

function isOver({ refusals, waitedMs, untilWritten, isAlone, room }: Failed): boolean {
  if (room === 'broken') return true;
  if (refusals >= REFUSALS_MAX && (!untilWritten || isAlone)) return true;
  // At the end there is time for one more try; before it, what the server does of itself waits for ever.
  return room === 'closed' ? waitedMs > 0 : !untilWritten && waitedMs >= PATIENCE_MS;
}
