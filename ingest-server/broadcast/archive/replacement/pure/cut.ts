import { SEGMENT_MS } from '../../../pure/rendition.ts';
import type { KeptSegment } from '../../pure/kept.ts';

/** One moof and its mdat, on the file's own time, as it is shown. */
export interface FragmentFacts {
  readonly startMs: number;
  readonly endMs: number;
  /** Whether a decoder can begin here. */
  readonly independent: boolean;
  readonly bytes: number;
}

/** A segment with the fragments that it is made of: `from` the first of them, `to` the one behind the last. */
export interface CutSegment extends KeptSegment {
  readonly from: number;
  readonly to: number;
}

export interface CutPlan {
  /** Where segments begin: the same on every rung. */
  readonly cutsMs: readonly number[];
  readonly endMs: number;
  readonly firstMsn: number;
  readonly run: number;
  /** Wall clock of the file's own zero. */
  readonly zeroMs: number;
}

/** A key frame that comes this much too soon is soon enough: cameras don't count exactly. */
const SOON_ENOUGH_MS = 100;
/** Rounding to a timescale can put a fragment a hair before its cut. */
const SLACK_MS = 20;

/** At key frames, a segment apart, or as little more as they allow. */
export function cutsOf(fragments: readonly FragmentFacts[]): number[] {
  const cuts: number[] = [];
  for (const { startMs, independent } of fragments) {
    const last = cuts.at(-1);
    if (last === undefined || (independent && startMs - last >= SEGMENT_MS - SOON_ENOUGH_MS)) {
      cuts.push(startMs);
    }
  }
  return cuts;
}

/** A rung's segments: one for each cut, a gap where nothing is. */
export function cutSegments(fragments: readonly FragmentFacts[], plan: CutPlan): CutSegment[] {
  const { cutsMs, endMs, firstMsn, run, zeroMs } = plan;
  let at = 0;
  const groups = cutsMs.map((_, i) => {
    const from = at;
    const nextMs = cutsMs[i + 1] ?? Number.POSITIVE_INFINITY;
    // What began before the first cut belongs to it too.
    while (at < fragments.length && fragments[at]!.startMs + SLACK_MS < nextMs) at += 1;
    return { from, to: at };
  });
  const startOf = (i: number) => {
    const group = groups[i];
    if (group) return group.to > group.from ? fragments[group.from]!.startMs : cutsMs[i]!;
    const last = groups.at(-1);
    // Each rung ends by itself, unless it has ended before.
    return last && last.to > last.from ? fragments[last.to - 1]!.endMs : endMs;
  };
  return groups.map(({ from, to }, i) => {
    const bytes = fragments.slice(from, to).reduce((sum, fragment) => sum + fragment.bytes, 0);
    const startMs = startOf(i);
    return {
      ...{ msn: firstMsn + i, run, wallMs: zeroMs + startMs, durationMs: startOf(i + 1) - startMs },
      ...{ is: bytes === 0 ? 'gap' : 'complete', bytes, from, to },
    };
  });
}
