/** 5 Oct 2026, 08:15; the zone is the browser's, another one only for a test. */
export function whenWords(at: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', ...zone });
}
