import type { Person, PersonId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type Planning, openingOf, plannedRooms } from './plan.ts';

const person = (name: string): Person => ({
  ...{ personId: name as PersonId, name, role: 'student', here: true },
  ...{ muted: false, removed: false, screen: false, draw: false },
});
const people = ['ada', 'bob', 'cem'].map(person);
const planning: Planning = {
  ...{ names: ['Red', 'Blue'], way: 'random', placing: { ada: 1, bob: 0, cem: 1 } },
  ...{ mayChange: false, time: 10, ownMinutes: '' },
};

describe('rooms that are planned', () => {
  it('have whom they are given, without whoever has gone since or finds no room', () => {
    const placing = { ada: 1, bob: 7, gone: 0 };
    expect(plannedRooms({ ...planning, placing }, people)).toEqual([
      { name: 'Red', people: [] },
      { name: 'Blue', people: [person('ada')] },
    ]);
  });

  it('are empty where students choose', () => {
    expect(plannedRooms({ ...planning, way: 'choice' }, people).map((room) => room.people)).toEqual([[], []]);
  });

  it('are opened with their people and their time', () => {
    expect(openingOf(planning, people)).toEqual({
      ok: true,
      command: {
        type: 'breakouts.open',
        rooms: [
          { name: 'Red', members: ['bob'] },
          { name: 'Blue', members: ['ada', 'cem'] },
        ],
        ...{ mayChoose: false, forMs: 600_000 },
      },
    });
  });

  it.each([
    ['they choose', { way: 'choice', time: 'none' }, { mayChoose: true }],
    ['they may change', { mayChange: true, time: 'none' }, { mayChoose: true }],
    ['there is no end', { time: 'none' }, { mayChoose: false }],
  ] as const)('say so where %s', (_, changed, said) => {
    const opening = openingOf({ ...planning, ...changed }, people);
    expect(opening).toMatchObject({ ok: true, command: said });
    expect(opening.ok && 'forMs' in opening.command).toBe(false);
  });

  it('are not opened with a time that is none', () => {
    const opening = openingOf({ ...planning, time: 'own', ownMinutes: 'soon' }, people);
    expect(opening).toEqual({ ok: false, problem: 'time' });
  });

  it('are not opened with thirteen people in one of them', () => {
    const many = Array.from({ length: 13 }, (_, i) => person(`p${i}`));
    const placing = Object.fromEntries(many.map(({ personId }) => [personId, 0]));
    expect(openingOf({ ...planning, placing }, many)).toEqual({ ok: false, problem: 'full' });
    expect(openingOf({ ...planning, placing }, many.slice(1)).ok).toBe(true);
  });
});
