import type { FragmentInfo } from './fragment.ts';
import { SEGMENT_MS } from './rendition.ts';

/** Rounding to a timescale can put a segment's first frame a hair beside its boundary. */
const BOUNDARY_SLACK_MS = 2;
/** Shorter holes are filled with copies; longer ones would keep the encoder busy with them when it should go on. */
const HOLE_MAX_MS = 1_000;
/** Four times what a healthy one is behind at its start. Players have left the rung long before. */
export const BEHIND_MAX_MS = 6_000;

/** How far the encoder's input and output have come, in the times of the input. */
export interface Av1Progress {
  /** Where the first fragment that was fed begins, and the newest ends; undefined while none was. */
  fed: { fromMs: number; untilMs: number } | undefined;
  /** Until where there is output of each rung. */
  madeUntilMs: Readonly<Record<string, number>>;
}

export type InputVerdict =
  | { is: 'feed'; fed: NonNullable<Av1Progress['fed']> }
  | { is: 'skip' }
  | { is: 'end'; because: 'behind' | 'hole'; detail: string };

/**
 * What is to be done with the next fragment of the input. The encoder counts frames from its first one to the next key
 * frame, so that one has to stand on a segment's boundary.
 */
export function judgeInput(
  progress: Av1Progress,
  rungs: readonly string[],
  { startTicks, durationTicks, independent }: FragmentInfo,
  timescale: number,
): InputVerdict {
  const startMs = (startTicks / timescale) * 1000;
  const untilMs = startMs + (durationTicks / timescale) * 1000;
  const { fed } = progress;
  if (!fed) {
    const overMs = (startMs + BOUNDARY_SLACK_MS) % SEGMENT_MS;
    const onBoundary = overMs >= 0 && overMs < 2 * BOUNDARY_SLACK_MS;
    return independent && onBoundary ? { is: 'feed', fed: { fromMs: startMs, untilMs } } : { is: 'skip' };
  }
  const holeMs = startMs - fed.untilMs;
  if (Math.abs(holeMs) > HOLE_MAX_MS) {
    return {
      is: 'end',
      because: 'hole',
      detail: `its input went on ${Math.round(holeMs)} ms from where it was`,
    };
  }
  const behindMs = behindOf(progress, rungs) ?? 0;
  if (behindMs > BEHIND_MAX_MS) {
    return { is: 'end', because: 'behind', detail: `${Math.round(behindMs)} ms behind its input` };
  }
  return { is: 'feed', fed: { ...fed, untilMs } };
}

/** By how much the slowest rung's output is behind the input; undefined while there is no input. */
export function behindOf({ fed, madeUntilMs }: Av1Progress, rungs: readonly string[]): number | undefined {
  if (!fed) return undefined;
  const made = rungs.map((name) => madeUntilMs[name] ?? fed.fromMs);
  return Math.max(0, fed.untilMs - Math.min(...made));
}
