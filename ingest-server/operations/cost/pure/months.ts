/** As it stands in the rows: 2026-11, by UTC, whatever zone a server is in. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

export interface MonthPart {
  readonly month: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A stretch of time cut where months change. */
export function monthsBetween(fromMs: number, untilMs: number): MonthPart[] {
  const parts: MonthPart[] = [];
  for (let from = fromMs; from < untilMs;) {
    const until = Math.min(untilMs, nextMonth(from));
    parts.push({ month: monthOf(from), fromMs: from, untilMs: until });
    from = until;
  }
  return parts;
}

function nextMonth(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
