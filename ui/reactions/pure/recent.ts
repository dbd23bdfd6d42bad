/** Of one kind, for as long as they keep coming. */
export interface RecentReaction {
  readonly reaction: string;
  readonly count: number;
  /** When the last of them came. */
  readonly at: number;
}

type Totals = Readonly<Record<string, number>>;

/** What came between two totals of a class. A class that is begun anew has fewer than before: nothing came. */
function sentBetween(before: Totals, now: Totals): readonly (readonly [string, number])[] {
  return Object.entries(now)
    .map(([reaction, count]) => [reaction, count - (before[reaction] ?? 0)] as const)
    .filter(([, count]) => count > 0);
}

/** With what has come since `before`; each kind keeps its place while it is there. */
export function withSent(
  recent: readonly RecentReaction[],
  { before, totals }: { before: Totals; totals: Totals },
  at: number,
): readonly RecentReaction[] {
  const sent = new Map(sentBetween(before, totals));
  const known = recent.map((one) => {
    const more = sent.get(one.reaction);
    return more === undefined ? one : { ...one, count: one.count + more, at };
  });
  const there = new Set(recent.map(({ reaction }) => reaction));
  const fresh = [...sent].filter(([reaction]) => !there.has(reaction));
  return [...known, ...fresh.map(([reaction, count]) => ({ reaction, count, at }))];
}

/** Those that still came within so long, and when the next of them is over. */
export function stillRecent(
  recent: readonly RecentReaction[],
  now: number,
  lastMs: number,
): { recent: readonly RecentReaction[]; nextInMs: number | undefined } {
  const still = recent.filter(({ at }) => now - at < lastMs);
  const ends = still.map(({ at }) => at + lastMs - now);
  return { recent: still, nextInMs: ends.length === 0 ? undefined : Math.min(...ends) };
}
