/** Of which day and hour a recording is, as people there write it. */
export function dayText(ms: number, locale: string | undefined): string {
  return new Date(ms).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' });
}
