import {
  type BreakoutId,
  type BreakoutMember,
  type BreakoutsState,
  type PeopleState,
  type Person,
  type PersonId,
  noBreakouts,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { inNoRoom, listRooms, roomiest } from './rooms-view.ts';

const [red, blue] = ['red' as BreakoutId, 'blue' as BreakoutId];

const person = (name: string, more: Partial<Person> = {}): Person => ({
  ...{ personId: name as PersonId, name, role: 'student', here: true },
  ...{ muted: false, removed: false, screen: false, draw: false },
  ...more,
});
const peopleOf = (...all: Person[]): PeopleState => Object.fromEntries(all.map((one) => [one.name, one]));
const member = (name: string, breakoutId: BreakoutId, more: Partial<BreakoutMember> = {}) =>
  [name, { name, breakoutId, isIn: true, ...more }] as const;
const breakoutsOf = (...members: (readonly [string, BreakoutMember])[]): BreakoutsState => ({
  open: { openedAt: 0, mayChoose: false },
  rooms: [
    { breakoutId: red, name: 'Red' },
    { breakoutId: blue, name: 'Blue' },
  ],
  members: Object.fromEntries(members),
  chats: {},
});

describe('the rooms', () => {
  it('stand in their order with their people by name, and say where each of them is', () => {
    const people = peopleOf(person('Cem'), person('Ada'), person('Bob', { here: false }));
    const rooms = listRooms(
      breakoutsOf(
        member('Cem', red),
        member('Bob', red),
        member('Ada', red, { isIn: false }),
        member('Forgotten', blue),
      ),
      people,
    );
    expect(rooms.map(({ name }) => name)).toEqual(['Red', 'Blue']);
    expect(rooms.map((room) => room.people.map(({ name, is }) => `${name}: ${is}`))).toEqual([
      ['Ada: in-class', 'Bob: away', 'Cem: in'],
      ['Forgotten: away'],
    ]);
  });

  it('keep the place of whoever is in the class or away, and none for who only looks in', () => {
    const students = Array.from({ length: 12 }, (_, i) => member(`p${i}`, red, { isIn: i > 3 }));
    const visitor = member('A. Prof', red, { isVisitor: true });
    const [full, empty] = listRooms(breakoutsOf(visitor, ...students), {});
    expect([full?.taken, full?.isFull, empty?.taken, empty?.isFull]).toEqual([12, true, 0, false]);
    expect(full?.people.at(-1)?.name).toBe('A. Prof');
  });
});

describe('people in no room', () => {
  const people = peopleOf(
    person('Dan'),
    person('Ada'),
    person('Eve', { here: false }),
    person('Prof', { role: 'instructor' }),
  );

  it('are the students who are here and whom no room has', () => {
    expect(inNoRoom(breakoutsOf(member('Ada', red)), people).map(({ name }) => name)).toEqual(['Dan']);
    expect(inNoRoom(breakoutsOf(member('Ada', red, { isIn: false })), people)).toHaveLength(1);
  });

  it('are nobody while no rooms are open', () => {
    expect(inNoRoom(noBreakouts, people)).toEqual([]);
  });
});

it.each([
  [{ Red: 2, Blue: 1 }, undefined, 'Blue'],
  [{ Red: 1, Blue: 1 }, undefined, 'Red'],
  [{ Red: 1, Blue: 0 }, blue, 'Red'],
  [{ Red: 12, Blue: 0 }, blue, undefined],
])('of rooms with %j people, the roomiest for somebody from %s is %s', (sizes, from, name) => {
  const members = Object.entries(sizes).flatMap(([room, size]) =>
    Array.from({ length: size }, (_, i) => member(`${room}${i}`, room === 'Red' ? red : blue)),
  );
  expect(roomiest(listRooms(breakoutsOf(...members), {}), from)?.name).toBe(name);
});
