import type { PersonId } from '../ids.ts';
import type { PeopleState } from '../people/index.ts';
import type { PollsState } from './schemas.ts';

export interface MarksOfPerson {
  readonly personId: PersonId;
  /** Undefined where this page does not know them. */
  readonly name: string | undefined;
  readonly marks: Readonly<Record<string, number>>;
  readonly total: number;
}

/**
 * What staff see of a quiz: each person’s marks by poll, the most first. Of polls with a name, and from when it was
 * published what is correct; whoever did not answer has none.
 */
export function listMarks({ polls, people }: { polls: PollsState; people: PeopleState }): MarksOfPerson[] {
  const byPerson = new Map<string, Record<string, number>>();
  for (const { pollId, draft, attempts } of Object.values(polls)) {
    if (draft.anonymous) continue;
    for (const [personId, { marks }] of Object.entries(attempts)) {
      if (marks !== undefined) byPerson.set(personId, { ...byPerson.get(personId), [pollId]: marks });
    }
  }
  const rows = [...byPerson].map(([personId, marks]) => ({
    personId: personId as PersonId,
    name: people[personId]?.name,
    marks,
    total: Object.values(marks).reduce((sum, one) => sum + one, 0),
  }));
  return rows.sort((a, b) => b.total - a.total || (a.name ?? '').localeCompare(b.name ?? ''));
}
