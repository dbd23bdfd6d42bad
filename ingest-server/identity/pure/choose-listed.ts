interface Listed {
  readonly classTitle: string;
  readonly courseTitle: string;
  readonly code: string;
  readonly live: boolean;
  readonly isOwn: boolean;
  readonly startsAt?: number | undefined;
}

/** A lecture that should have begun is still the one that is looked for. */
const LATE_MAX_MS = 3 * 60 * 60_000;

/**
 * The classes to show somebody who looks for one: what is live, then their own, then all others; in each of these what
 * begins next stands first. Others keep their order.
 */
export function chooseListed<T extends Listed>(
  all: readonly T[],
  { find, now, max }: { find: string; now: number; max: number },
): { shown: T[]; more: number } {
  const words = folded(find).split(/\s+/).filter(Boolean);
  const found = all.filter(({ classTitle, courseTitle, code }) => {
    const text = folded(`${classTitle}\n${courseTitle}\n${code}`);
    return words.every((word) => text.includes(word));
  });
  const shown = found.sort((one, other) => rankOf(one) - rankOf(other) || soonest(one, other, now));
  return { shown: shown.slice(0, max), more: Math.max(0, shown.length - max) };
}

function rankOf({ live, isOwn }: Listed): number {
  if (live) return 0;
  return isOwn ? 1 : 2;
}

function soonest(one: Listed, other: Listed, now: number): number {
  const [first, second] = [dueAt(one, now), dueAt(other, now)];
  return first === second ? 0 : first - second;
}

/** What is over long since is as if it had no time at all. */
function dueAt({ startsAt }: Listed, now: number): number {
  return startsAt === undefined || startsAt < now - LATE_MAX_MS ? Infinity : startsAt;
}

/** Whoever searches leaves accents out. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
