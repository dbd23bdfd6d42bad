import { type PeopleState, type Person, isStaff } from '@rostrum/protocol/room';

/** Shown at most: a list of five thousand is searched, not read. */
export const PEOPLE_SHOWN_MAX = 200;

export interface PeopleList {
  shown: readonly Person[];
  /** That were found beside those. */
  more: number;
}

/** Whoever is here first, staff before others, then by name; removed people at the end, where they can be readmitted. */
export function listPeople(people: PeopleState, search: string): PeopleList {
  const wanted = folded(search.trim());
  const found = Object.values(people).filter(({ name }) => folded(name).includes(wanted));
  const rank = (person: Person) =>
    (person.removed ? 4 : 0) + (person.here ? 0 : 2) + (isStaff(person.role) ? 0 : 1);
  found.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  return { shown: found.slice(0, PEOPLE_SHOWN_MAX), more: Math.max(0, found.length - PEOPLE_SHOWN_MAX) };
}

/** 'Müller' is found by 'muller'. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
