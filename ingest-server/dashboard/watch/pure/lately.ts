import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';

/** In bits per second, the newest at the end. */
export type Bitrates = ReadonlyMap<ClassId, readonly number[]>;

export const noBitrates: Bitrates = new Map();

const NODES_KEPT_MS = 600_000;
const BITRATES_KEPT = 60;

/** With what is newest at the end, and nothing of more than ten minutes ago. */
export function withNewest<T extends { readonly at: number }>(kept: readonly T[], newest: T): readonly T[] {
  return [...kept.filter(({ at }) => at > newest.at - NODES_KEPT_MS && at < newest.at), newest];
}

/** Of each class that something comes in from, the last minute of what came. */
export function withBitrates(kept: Bitrates, classes: readonly OverviewClass[]): Bitrates {
  return new Map(
    classes.flatMap(({ classId, ingest }) => {
      if (!ingest) return [];
      const bps = ingest.videoBps + ingest.audioBps;
      return [[classId, [...(kept.get(classId) ?? []), bps].slice(-BITRATES_KEPT)] as const];
    }),
  );
}
