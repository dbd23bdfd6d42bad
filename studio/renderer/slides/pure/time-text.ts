const two = (value: number) => String(value).padStart(2, '0');

/** A span as clocks show it: 0:07, 12:30, 1:02:03. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const tail = two(seconds % 60);
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${tail}`;
}

/** The time of day, where the zone is so many minutes behind Greenwich. */
export function clockText(atMs: number, behindMinutes: number): string {
  const date = new Date(atMs - behindMinutes * 60_000);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}
