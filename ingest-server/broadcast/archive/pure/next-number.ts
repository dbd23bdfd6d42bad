import { SEGMENT_MS } from '../../pure/rendition.ts';

/** One may have been open when the server went, with parts of it given out. */
const OPEN_THEN = 1;

/**
 * The first number that nobody can have seen anything of. What came after the newest that was kept could not always
 * be kept (the disk was full), but it came no faster than the clock.
 */
export function nextNumber(newest: { msn: number; endMs: number }, nowMs: number): number {
  const sinceThen = Math.ceil(Math.max(0, nowMs - newest.endMs) / SEGMENT_MS);
  return newest.msn + 1 + Math.max(OPEN_THEN, sinceThen);
}
