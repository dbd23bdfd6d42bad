import type { Refusal } from '@rostrum/protocol/room';

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 8_000;

/** How long to wait before publishing again: doubling, with a random part so that studios don't return in step. */
export function retryDelayMs(attempt: number, random: () => number, atLeastMs = 0): number {
  const ceilingMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(Math.max(atLeastMs, ceilingMs / 2) + (random() * ceilingMs) / 2);
}

/** Whether the same question may get another answer later; most refusals stand until a person changes something. */
export function mayPassLater(refusal: Refusal): boolean {
  if (refusal.retryAfterMs !== undefined) return true;
  return refusal.code === 'server-error' || refusal.code === 'not-found';
}
