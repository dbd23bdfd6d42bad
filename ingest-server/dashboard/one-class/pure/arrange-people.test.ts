import type { PersonLine } from '@rostrum/protocol/operations';
import type { PersonId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { arrangePeople, suffers } from './arrange-people.ts';

function person(name: string, facts: Partial<PersonLine> = {}): PersonLine {
  return {
    ...{ personId: name as PersonId, name, here: true, onStage: false, reconnects: 0 },
    role: 'student',
    ...facts,
  };
}

const people = ['Grace', 'Ada', 'Chien-Shiung'].map((name) => person(name));
const names = (lines: readonly PersonLine[]) => lines.map(({ name }) => name);

describe('the people of a class', () => {
  it('are in the server’s order, or by name', () => {
    expect(names(arrangePeople(people, 'worst', ''))).toEqual(['Grace', 'Ada', 'Chien-Shiung']);
    expect(names(arrangePeople(people, 'name', ''))).toEqual(['Ada', 'Chien-Shiung', 'Grace']);
  });

  it('are found by a part of their name', () => {
    expect(names(arrangePeople(people, 'worst', ' shi '))).toEqual(['Chien-Shiung']);
    expect(arrangePeople(people, 'name', 'Emmy')).toEqual([]);
  });

  it.each<[boolean, Partial<PersonLine>]>([
    [false, {}],
    [false, { player: { delayMs: null, stallsPerMinute: 1, rung: null } }],
    [true, { player: { delayMs: 12_000, stallsPerMinute: 0, rung: 'v540' } }],
    [true, { player: { delayMs: 1_000, stallsPerMinute: 2.5, rung: 'v540' } }],
    [true, { reconnects: 3 }],
  ])('suffer: %s, with %j', (bad, facts) => {
    expect(suffers(person('Ada', facts))).toBe(bad);
  });
});
