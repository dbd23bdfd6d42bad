/** A stretch of a rehearsal. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

export function isCalm(disturbed: readonly Span[], atMs: number): boolean {
  return disturbed.every(({ fromMs, untilMs }) => atMs < fromMs || atMs > untilMs);
}

/** Whether the whole of it is out of every disturbance. */
export function isCalmAllOver(disturbed: readonly Span[], span: Span): boolean {
  return disturbed.every(({ fromMs, untilMs }) => span.untilMs < fromMs || span.fromMs > untilMs);
}
