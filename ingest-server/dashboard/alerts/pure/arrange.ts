import type { Alert } from '@rostrum/protocol/operations';

/** Faults before warnings, and what is new before what is long known. */
export function worstFirst(alerts: readonly Alert[]): readonly Alert[] {
  return alerts.toSorted((a, b) => badness(b) - badness(a) || b.since - a.since);
}

/** By when they were over. */
export function newestFirst(alerts: readonly Alert[]): readonly Alert[] {
  return alerts.toSorted((a, b) => (b.clearedAt ?? b.since) - (a.clearedAt ?? a.since));
}

function badness({ severity }: Alert): number {
  return severity === 'bad' ? 1 : 0;
}
