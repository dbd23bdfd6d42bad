import type { PersonLine } from '@rostrum/protocol/operations';

export type PeopleOrder = 'worst' | 'name';

/** The server's order has the worst connections first, behind staff and who is on the stage. */
export function arrangePeople(
  people: readonly PersonLine[],
  order: PeopleOrder,
  find: string,
): readonly PersonLine[] {
  const wanted = find.trim().toLowerCase();
  const found = wanted === '' ? people : people.filter(({ name }) => name.toLowerCase().includes(wanted));
  return order === 'worst' ? found : found.toSorted((a, b) => a.name.localeCompare(b.name));
}

const STALLS_BAD = 2;
const DELAY_BAD_MS = 10_000;
const RECONNECTS_BAD = 3;

/** Whether this person's lecture suffers, as far as their own page tells. */
export function suffers({ player, reconnects }: PersonLine): boolean {
  if (reconnects >= RECONNECTS_BAD) return true;
  if (!player) return false;
  return player.stallsPerMinute >= STALLS_BAD || (player.delayMs ?? 0) >= DELAY_BAD_MS;
}
