export interface StartFormat {
  locale: string | undefined;
  /** By whatever clock there is: it only decides whether the day is named. */
  nowMs: number;
}

/** When a class begins, as one says it here: the time alone today, else the day with it. */
export function startWords(startsAt: number, { locale, nowMs }: StartFormat): string {
  const start = new Date(startsAt);
  const isToday = start.toDateString() === new Date(nowMs).toDateString();
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  if (isToday) return start.toLocaleTimeString(locale, time);
  return start.toLocaleString(locale, { weekday: 'long', day: 'numeric', month: 'long', ...time });
}
