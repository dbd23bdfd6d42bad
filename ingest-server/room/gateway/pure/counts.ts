import type { PersonId, RoomState } from '@rostrum/protocol/room';
import type { Counts } from '@rostrum/protocol/wire';

/** What is told as numbers to everyone, because single events would flood a large class. */
export function countsOf({ people, hands, polls }: RoomState): Counts {
  let here = 0;
  for (const id in people) if (people[id]!.here) here += 1;
  const open = Object.values(polls).filter(({ status }) => status.is === 'open');
  const answered = Object.fromEntries(open.map(({ pollId, tally }) => [pollId, tally.people]));
  return { here, hands: hands.length, answered };
}

/** Whose place among the raised hands has changed, and to what; undefined for a hand that is down again. */
export function changedPlaces(
  before: ReadonlyMap<PersonId, number>,
  now: ReadonlyMap<PersonId, number>,
): [PersonId, number | undefined][] {
  const changed: [PersonId, number | undefined][] = [];
  for (const [personId, place] of now) if (before.get(personId) !== place) changed.push([personId, place]);
  for (const personId of before.keys()) if (!now.has(personId)) changed.push([personId, undefined]);
  return changed;
}

export function placesOf({ hands }: RoomState): Map<PersonId, number> {
  return new Map(hands.map(({ personId }, i) => [personId, i + 1]));
}
