import { BURST_MS } from './schedule.ts';

/** What can be broken in one server. There is no message broker in it, so none is broken. */
export const faultKinds = ['transcoder', 'studio-network', 'server', 'database'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface PlannedFault {
  readonly atMs: number;
  readonly kind: FaultKind;
}

/** What students may notice of it: the class (chat, polls, hands), or the picture. */
export const disturbs: Readonly<Record<FaultKind, readonly ('class' | 'picture')[]>> = {
  transcoder: ['picture'],
  'studio-network': ['picture'],
  server: ['class', 'picture'],
  database: ['class', 'picture'],
};

/** How long it is broken, by our own doing; what is killed is started at once. */
export const lastsMs: Readonly<Record<FaultKind, number>> = {
  transcoder: 0,
  'studio-network': 4_000,
  server: 0,
  database: 3_000,
};

/** From its beginning until everything is as before, with time to look at it. */
const takesMs: Readonly<Record<FaultKind, number>> = {
  transcoder: 6_000,
  'studio-network': 9_000,
  server: 14_000,
  database: 8_000,
};

/** Students look at it undisturbed for a while, before and after. */
const QUIET_MS = 5_000;
const ONE_EVERY_MS = 60_000;

/**
 * Each of the kinds at least once, one a minute in a long rehearsal, spread evenly over it. Those that don't fit
 * are told, not crammed in.
 */
export function faultSchedule(
  rehearsalMs: number,
  kinds: readonly FaultKind[],
): { planned: readonly PlannedFault[]; leftOut: readonly FaultKind[] } {
  const fromMs = BURST_MS + QUIET_MS;
  const untilMs = rehearsalMs - QUIET_MS;
  const wanted = Math.max(kinds.length, Math.floor((untilMs - fromMs) / ONE_EVERY_MS));
  const fitting: FaultKind[] = [];
  const leftOut: FaultKind[] = [];
  let takenMs = 0;
  for (let i = 0; i < (kinds.length === 0 ? 0 : wanted); i += 1) {
    const kind = kinds[i % kinds.length];
    if (kind === undefined) break;
    if (takenMs + takesMs[kind] <= untilMs - fromMs) {
      fitting.push(kind);
      takenMs += takesMs[kind];
    } else if (!fitting.includes(kind)) leftOut.push(kind);
  }
  const pauseMs = (untilMs - fromMs - takenMs) / Math.max(1, fitting.length);
  let atMs = fromMs;
  const planned = fitting.map((kind) => {
    const fault = { atMs: Math.round(atMs), kind };
    atMs += takesMs[kind] + pauseMs;
    return fault;
  });
  return { planned, leftOut };
}
