/** What a line carries for a while. */
export interface LineStep {
  readonly lastsMs: number;
  /** Both ways at 0: nothing passes, and nobody is told. */
  readonly downKbps: number;
  readonly upKbps: number;
  readonly rttMs: number;
  readonly lossPct: number;
}

/** What holds then; before the beginning the first step does, after the end the last. */
export function stepAt(steps: readonly LineStep[], atMs: number): LineStep {
  const [first] = steps;
  if (!first) throw new Error('a line needs a step');
  return steps.findLast((_, i) => beginOf(steps, i) <= atMs) ?? first;
}

export function beginOf(steps: readonly LineStep[], index: number): number {
  return steps.slice(0, index).reduce((sum, { lastsMs }) => sum + lastsMs, 0);
}

export function lengthOf(steps: readonly LineStep[]): number {
  return beginOf(steps, steps.length);
}

/** The same in another time. */
export function paced(steps: readonly LineStep[], share: number): LineStep[] {
  return steps.map((step) => ({ ...step, lastsMs: Math.round(step.lastsMs * share) }));
}

/** The longest that nothing passes. */
export function longestCutMs(steps: readonly LineStep[]): number {
  return Math.max(0, ...steps.filter(({ downKbps }) => downKbps === 0).map(({ lastsMs }) => lastsMs));
}
