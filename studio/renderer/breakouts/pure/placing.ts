import {
  BREAKOUTS_MAX,
  BREAKOUT_MEMBERS_MAX,
  type PeopleState,
  type Person,
  type PersonId,
  isStaff,
} from '@rostrum/protocol/room';

/** Which room somebody is to be in, counted from nought, by person. */
export type Placing = Readonly<Partial<Record<string, number>>>;

/** A number of people who all come to speak. */
const ROOM_OF = 4;

/** Whoever is here and a student, by name: staff go where they like. */
export function peopleToPlace(people: PeopleState): readonly Person[] {
  return Object.values(people)
    .filter(({ here, removed, role }) => here && !removed && !isStaff(role))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** What the form begins with. */
export function roomsFor(people: number): number {
  return roomsWithin(Math.max(2, Math.ceil(people / ROOM_OF)));
}

export function roomsWithin(count: number): number {
  return Math.min(BREAKOUTS_MAX, Math.max(1, Math.round(count)));
}

/** `random` from 0 up to 1. No room has more than one person more than another; who finds no place is in none. */
export function splitEvenly(people: readonly PersonId[], rooms: number, random: () => number): Placing {
  const mixed = people
    .map((personId) => ({ personId, turn: random() }))
    .sort((a, b) => a.turn - b.turn)
    .slice(0, placesIn(rooms));
  return Object.fromEntries(mixed.map(({ personId }, i) => [personId, i % rooms]));
}

export function placesIn(rooms: number): number {
  return rooms * BREAKOUT_MEMBERS_MAX;
}

export function withPlace(placing: Placing, personId: PersonId, room: number | undefined): Placing {
  return { ...placing, [personId]: room };
}
