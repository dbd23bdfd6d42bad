import { type Alert, alertWords } from '@rostrum/protocol/operations';
import { texts } from './texts.ts';

/** What has been said aloud already, and when something was said last. */
export interface Said {
  readonly ids: ReadonlySet<string>;
  readonly atMs: number;
}

/** Where one fault brings ten others the ear gets one sentence, and the next after this. */
export const QUIET_MS = 10_000;

export interface Announcement {
  readonly text: string;
  /** The newest of those that it tells of. */
  readonly alert: Alert;
}

/** What was there when the page was opened is seen, not announced. */
export function beginSaid(open: readonly Alert[]): Said {
  return { ids: new Set(open.map(({ id }) => id)), atMs: -Infinity };
}

/** What is to be said now; faults that came too soon after the last word wait in `said` for the next call. */
export function announce(
  said: Said,
  open: readonly Alert[],
  nowMs: number,
): { said: Said; announcement: Announcement | undefined } {
  const fresh = open.filter(({ id, severity }) => severity === 'bad' && !said.ids.has(id));
  const newest = fresh.toSorted((a, b) => b.since - a.since)[0];
  if (!newest || nowMs - said.atMs < QUIET_MS) return { said, announcement: undefined };
  // Only those that are open are kept: the list must not grow for weeks.
  const ids = new Set(
    open.filter(({ id, severity }) => said.ids.has(id) || severity === 'bad').map(({ id }) => id),
  );
  return {
    said: { ids, atMs: nowMs },
    announcement: { alert: newest, text: wordsOf(newest, fresh.length) },
  };
}

function wordsOf(alert: Alert, count: number): string {
  const { title, means } = alertWords(alert);
  const where = alert.classTitle ?? texts.server;
  return count === 1 ? texts.raised(where, title, means) : texts.raisedMany(count, where, title);
}
