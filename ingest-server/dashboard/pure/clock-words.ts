// Times as people write them where they are; the zone is the browser's, another one only for a test.

/** 14:05, and with seconds where two things may be in one minute. */
export function clockWords(at: number, precision: 'minutes' | 'seconds' = 'minutes', zone?: string): string {
  const seconds = precision === 'seconds' ? ({ second: '2-digit' } as const) : {};
  return new Date(at).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...seconds,
    ...inZone(zone),
  });
}

/** The day too, unless it is the same as that of `now`. */
export function dayClockWords(at: number, now: number, zone?: string): string {
  const clock = clockWords(at, 'minutes', zone);
  const day = dayWords(at, zone);
  return day === dayWords(now, zone) ? clock : `${day}, ${clock}`;
}

function dayWords(at: number, zone: string | undefined): string {
  const form = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Date(at).toLocaleDateString('en-GB', { ...form, ...inZone(zone) });
}

function inZone(timeZone: string | undefined): { timeZone?: string } {
  return timeZone === undefined ? {} : { timeZone };
}
