import type { PeopleState, Person, PersonId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { PEOPLE_SHOWN_MAX, listPeople } from './people-list.ts';

const person = (name: string, more: Partial<Person> = {}): Person => ({
  ...{ personId: name as PersonId, name, role: 'student', here: true },
  ...{ muted: false, removed: false, screen: false, draw: false },
  ...more,
});
const stateOf = (...people: Person[]): PeopleState =>
  Object.fromEntries(people.map((one) => [one.personId, one]));
const names = (...args: Parameters<typeof listPeople>) => listPeople(...args).shown.map(({ name }) => name);

const all = stateOf(
  person('Zoe'),
  person('Ben', { removed: true, here: false }),
  person('Ída', { here: false }),
  person('Prof. Müller', { role: 'instructor' }),
  person('Ada'),
);

it('people are listed with those who are here first, and staff before students', () => {
  expect(names(all, '')).toEqual(['Prof. Müller', 'Ada', 'Zoe', 'Ída', 'Ben']);
});

it('people are found by a part of the name, without its accents', () => {
  expect(names(all, ' MULL ')).toEqual(['Prof. Müller']);
  expect(names(all, 'ida')).toEqual(['Ída']);
  expect(names(all, 'nobody')).toEqual([]);
});

it('of thousands the first are shown, and how many there are beside them', () => {
  const many = stateOf(...Array.from({ length: PEOPLE_SHOWN_MAX + 7 }, (_, i) => person(`Person ${i}`)));
  expect(listPeople(many, '')).toMatchObject({ more: 7 });
});
