/** One of a list at another place; the others keep their order. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const others = [...list];
  const [one] = others.splice(from, 1);
  if (one !== undefined) others.splice(to, 0, one);
  return others;
}

/** Where a key takes what is at this place; undefined: it is no key for that. */
export function placeByKey(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Where what is dragged to this height belongs, by the middles of the others, the highest first. */
export function placeAt(y: number, othersMiddles: readonly number[]): number {
  return othersMiddles.filter((middle) => middle < y).length;
}

/** What was put in an order first, in that order; then what has come since, in its own. */
export function inKeptOrder<T>(
  list: readonly T[],
  idOf: (one: T) => string,
  kept: readonly string[],
): readonly T[] {
  const placeOfKept = new Map(kept.map((id, place) => [id, place]));
  const place = (one: T) => placeOfKept.get(idOf(one)) ?? kept.length;
  return [...list].sort((a, b) => place(a) - place(b));
}
