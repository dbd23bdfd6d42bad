const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;
/** Beyond this nobody counts in hours. */
const IN_HOURS_UP_TO_MIN = 2 * DAY_MIN;
/** How many minutes before the beginning it is said aloud too. */
const SAID_AT_MIN = [1, 5, 10] as const;

export type TimeToBegin =
  { is: 'days'; days: number } | { is: 'hours'; hours: number; minutes: number } | { is: 'now' };

/** How long it still is, in what one counts it in. */
export function timeToBegin(startsAt: number, nowMs: number): TimeToBegin {
  const minutes = minutesTo(startsAt, nowMs);
  if (minutes <= 0) return { is: 'now' };
  if (minutes >= IN_HOURS_UP_TO_MIN) return { is: 'days', days: Math.floor(minutes / DAY_MIN) };
  return { is: 'hours', hours: Math.floor(minutes / HOUR_MIN), minutes: minutes % HOUR_MIN };
}

/** After how long it is another minute; undefined once the beginning has passed. */
export function nextChangeMs(startsAt: number, nowMs: number): number | undefined {
  const leftMs = startsAt - nowMs;
  if (leftMs <= 0) return undefined;
  return leftMs % MINUTE_MS || MINUTE_MS;
}

/** Of the last minutes that are said aloud, the one that has come; 0 at the beginning itself. */
export function milestoneOf(startsAt: number, nowMs: number): number | undefined {
  const minutes = minutesTo(startsAt, nowMs);
  if (minutes <= 0) return 0;
  return SAID_AT_MIN.find((at) => minutes <= at);
}

function minutesTo(startsAt: number, nowMs: number): number {
  return Math.ceil((startsAt - nowMs) / MINUTE_MS);
}
