import type { Listed } from './listed.ts';

export interface RungSegments {
  readonly name: string;
  readonly segments: readonly Pick<Listed, 'msn' | 'run' | 'wallMs' | 'is'>[];
}

export interface MomentSegment {
  readonly name: string;
  readonly msn: number;
  readonly run: number;
}

/**
 * With whose first picture a moment is shown: the nearest that was there by then, of the first of the rungs that has it.
 * Undefined where the nearest is further away than this, for what is shown there later would be another one.
 */
export function momentSegment(
  rungs: readonly RungSegments[],
  atMs: number,
  farthestMs: number,
): MomentSegment | undefined {
  let best: (MomentSegment & { readonly awayMs: number }) | undefined;
  for (const { name, segments } of rungs) {
    const whole = segments.filter(({ is }) => is === 'complete');
    const found = whole.findLast(({ wallMs }) => wallMs <= atMs) ?? whole[0];
    if (!found) continue;
    const { msn, run, wallMs } = found;
    const awayMs = Math.abs(wallMs - atMs);
    if (awayMs <= farthestMs && awayMs < (best?.awayMs ?? Infinity)) best = { name, msn, run, awayMs };
  }
  return best && { name: best.name, msn: best.msn, run: best.run };
}
