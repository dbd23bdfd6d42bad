import { BREAKOUTS_MAX, type PeopleState, type Person, type PersonId } from '@rostrum/protocol/room';
import { describe, expect, it, test } from 'vitest';
import { peopleToPlace, placesIn, roomsFor, roomsWithin, splitEvenly, withPlace } from './placing.ts';

const id = (name: string) => name as PersonId;
const ids = (count: number) => Array.from({ length: count }, (_, i) => id(`p${i}`));
const person = (name: string, more: Partial<Person> = {}): Person => ({
  ...{ personId: id(name), name, role: 'student', here: true },
  ...{ muted: false, removed: false, screen: false, draw: false },
  ...more,
});

/** Each room's number of people, and at the end of those in none. */
function sizes(people: readonly PersonId[], rooms: number, random: () => number): number[] {
  const placing = splitEvenly(people, rooms, random);
  const inRoom = (room: number | undefined) => people.filter((one) => placing[one] === room).length;
  return [...Array.from({ length: rooms }, (_, room) => inRoom(room)), inRoom(undefined)];
}

/** Gives these one after the other, then begins anew. */
function inTurn(...values: number[]): () => number {
  let at = 0;
  return () => values[at++ % values.length] ?? 0;
}

test('whoever is here and no staff is to be placed, by name', () => {
  const all: PeopleState = Object.fromEntries(
    [
      person('Zoe'),
      person('Ada'),
      person('Gast', { role: 'guest' }),
      person('Prof', { role: 'instructor' }),
      person('Tutor', { role: 'assistant' }),
      person('Away', { here: false }),
      person('Gone', { removed: true }),
    ].map((one) => [one.personId, one]),
  );
  expect(peopleToPlace(all).map(({ name }) => name)).toEqual(['Ada', 'Gast', 'Zoe']);
});

describe('a split at random', () => {
  it.each([
    [0, 3, [0, 0, 0, 0]],
    [1, 3, [1, 0, 0, 0]],
    [6, 3, [2, 2, 2, 0]],
    [7, 3, [3, 2, 2, 0]],
    [8, 3, [3, 3, 2, 0]],
    [5, 1, [5, 0]],
    [12, 1, [12, 0]],
    [27, 2, [12, 12, 3]],
  ])('puts %i people into %i rooms as evenly as it goes, and no more than fit', (people, rooms, expected) => {
    expect(sizes(ids(people), rooms, inTurn(0.3, 0.9, 0.1, 0.7))).toEqual(expected);
  });

  it('puts everybody into one room at most, and into another one with another chance', () => {
    const [a, b, c, d] = [id('a'), id('b'), id('c'), id('d')];
    expect(splitEvenly([a, b, c, d], 2, inTurn(0.1, 0.2, 0.3, 0.4))).toEqual({ a: 0, b: 1, c: 0, d: 1 });
    expect(splitEvenly([a, b, c, d], 2, inTurn(0.4, 0.1, 0.2, 0.3))).toEqual({ b: 0, c: 1, d: 0, a: 1 });
  });

  it('leaves out by chance, not by name, whoever finds no place', () => {
    const people = ids(13);
    const placing = splitEvenly(people, 1, inTurn(...people.map((_, i) => 1 - i / 13)));
    expect(placing).not.toHaveProperty('p0');
    expect(placing).toHaveProperty('p12');
  });
});

it.each([
  [0, 2],
  [3, 2],
  [9, 3],
  [16, 4],
  [5000, BREAKOUTS_MAX],
])('for %i people %i rooms are proposed', (people, rooms) => {
  expect(roomsFor(people)).toBe(rooms);
});

it.each([
  [0, 1],
  [-3, 1],
  [2.4, 2],
  [99, BREAKOUTS_MAX],
])('where %d is typed there are %i rooms', (typed, rooms) => {
  expect(roomsWithin(typed)).toBe(rooms);
});

it('a room has twelve places', () => {
  expect(placesIn(3)).toBe(36);
});

it('somebody is put into another room, or into none, and the others stay', () => {
  const placing = { ada: 0, bob: 1 };
  expect(withPlace(placing, id('ada'), 1)).toEqual({ ada: 1, bob: 1 });
  expect(withPlace(placing, id('ada'), undefined)['ada']).toBeUndefined();
});
