import type { OverviewClass } from '@rostrum/protocol/http';
import { rungName } from '../../pure/rungs.ts';

export interface KnownRung {
  /** As a limit names it. */
  readonly name: string;
  readonly label: string;
}

/**
 * The renditions that a limit can name: those that are left out for now, the limit itself, those that go out, and
 * whatever was among them before. The server lists the largest first; what is known from before keeps its place.
 */
export function knownRungs(
  before: readonly KnownRung[],
  broadcast: OverviewClass['broadcast'],
): readonly KnownRung[] {
  if (!broadcast) return before;
  const { rungs, leftOut = [], topRung } = broadcast;
  const pictures = rungs.filter(({ kind }) => kind === 'video');
  const labels = new Map(pictures.map((rung) => [rung.name, rungName(rung)]));
  const now = [...leftOut, ...(topRung === undefined ? [] : [topRung]), ...labels.keys()];
  const fresh = [...new Set(now)].filter((name) => !before.some((known) => known.name === name));
  if (fresh.length === 0) return before;
  return [...before, ...fresh.map((name) => ({ name, label: labels.get(name) ?? name }))];
}
