export interface AskedRange {
  readonly start: number;
  readonly end: number;
}

/** The one range that is asked for (RFC 9110 14.1.2); undefined: all of it, as for what isn't understood. */
export function rangeIn(header: string | undefined, bytes: number): AskedRange | 'beyond' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') return to === '0' ? 'beyond' : { start: Math.max(0, bytes - Number(to)), end: bytes - 1 };
  const start = Number(from);
  const end = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (start >= bytes) return 'beyond';
  return end < start ? undefined : { start, end };
}
