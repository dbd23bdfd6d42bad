import { BREAKOUT_LIMIT_MAX_MS, BREAKOUT_LIMIT_MIN_MS, leftMs } from '@rostrum/protocol/room';

/** How long the rooms are open, in minutes; `none`: until somebody ends them. */
export const TIMES = ['none', 5, 10, 15, 30, 'own'] as const;
export type TimeChoice = (typeof TIMES)[number];

const MINUTE_MS = 60_000;

export type TimeGiven = { ok: true; forMs?: number } | { ok: false };

/** `own`: minutes as they are typed, with a comma or a point. */
export function timeOf(choice: TimeChoice, own: string): TimeGiven {
  if (choice === 'none') return { ok: true };
  const minutes = choice === 'own' ? Number(own.trim().replace(',', '.')) : choice;
  const forMs = Math.round(minutes * MINUTE_MS);
  const fits = forMs >= BREAKOUT_LIMIT_MIN_MS && forMs <= BREAKOUT_LIMIT_MAX_MS;
  return fits ? { ok: true, forMs } : { ok: false };
}

/** So many minutes more than are left; without an end, so many from now. */
export function prolonged(endsAt: number | undefined, nowMs: number, minutes: number): number {
  const wanted = (leftMs({ endsAt }, nowMs) ?? 0) + minutes * MINUTE_MS;
  return Math.min(BREAKOUT_LIMIT_MAX_MS, Math.max(BREAKOUT_LIMIT_MIN_MS, Math.round(wanted)));
}
