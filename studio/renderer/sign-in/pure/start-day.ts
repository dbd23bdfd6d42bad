export type StartDay = 'today' | 'tomorrow' | 'this-year' | 'another-year';

/** How a day is best called, in the time of this place. */
export function startDay(startsAt: number, now: number): StartDay {
  const [start, today] = [new Date(startsAt), new Date(now)];
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1);
  if (start.toDateString() === today.toDateString()) return 'today';
  if (start.toDateString() === tomorrow.toDateString()) return 'tomorrow';
  return start.getFullYear() === today.getFullYear() ? 'this-year' : 'another-year';
}
