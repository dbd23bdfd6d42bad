/** Both ends belong to it. */
export interface AskedRange {
  start: number;
  end: number;
}

/**
 * What a Range header asks of so many bytes (RFC 9110, 14): `whole` where there is none, or none that is understood,
 * which is then left alone; several ranges are answered with the whole.
 */
export function askedRange(
  header: string | undefined,
  bytes: number,
): AskedRange | 'whole' | 'unsatisfiable' {
  const found = header === undefined ? null : /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  const [, from = '', to = ''] = found ?? [];
  if (!found || (from === '' && to === '')) return 'whole';
  if (from === '') {
    const last = Math.min(Number(to), bytes);
    return last === 0 ? 'unsatisfiable' : { start: bytes - last, end: bytes - 1 };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return 'whole';
  if (start >= bytes) return 'unsatisfiable';
  return { start, end: to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1) };
}

/** The asked pieces of what comes in pieces, not copied. */
export function cutPieces(pieces: readonly Buffer[], { start, end }: AskedRange): Buffer[] {
  const cut: Buffer[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(0, start - at);
    const to = Math.min(piece.length, end + 1 - at);
    if (from < to) cut.push(piece.subarray(from, to));
    at += piece.length;
  }
  return cut;
}
