import { describe, expect, it } from 'vitest';
import { type Event, type Role, isKnownToAll, publicPerson } from '../index.ts';
import { after, id } from '../test-log.ts';

const joined = (personId: string, role: Role = 'student', name = personId): Event => ({
  ...{ type: 'person.joined', personId: id(personId), name, role },
});
const left = (personId: string, role: Role = 'student'): Event => ({
  ...{ type: 'person.left', personId: id(personId), reason: 'left', role },
});
const by = id('prof');
const muted = (on: boolean): Event => ({ type: 'person.muted', personId: id('ada'), muted: on, by });
const allowed = (what: 'screen' | 'draw', on: boolean): Event => ({
  ...{ type: 'person.allowed', personId: id('ada'), what, allowed: on, by },
});
const roleSet = (role: Role, here = true): Event => ({
  ...{ type: 'person.role-set', personId: id('ada'), name: 'Ada', role, here, by },
});
const removed: Event = { type: 'person.removed', personId: id('ada'), reason: 'shouts', by };
const readmitted: Event = { type: 'person.readmitted', personId: id('ada'), by };
const plain = { muted: false, removed: false, screen: false, draw: false };

describe('people', () => {
  it('are here from joining to leaving, and stay known', () => {
    expect(after(joined('ada'), joined('bob', 'guest'), left('ada')).people).toEqual({
      ada: { personId: 'ada', name: 'ada', role: 'student', here: false, awaySince: 30, ...plain },
      bob: { personId: 'bob', name: 'bob', role: 'guest', here: true, ...plain },
    });
  });

  it('who come back have their new name and role, and what staff decided of them', () => {
    const { ada } = after(
      joined('ada'),
      muted(true),
      allowed('draw', true),
      left('ada'),
      joined('ada', 'assistant', 'Ada L.'),
    ).people;
    expect(ada).toEqual({
      ...{ personId: 'ada', name: 'Ada L.', role: 'assistant', here: true },
      ...{ muted: true, removed: false, screen: false, draw: true },
    });
  });

  it('are muted, allowed and removed until that is taken back', () => {
    const { ada } = after(joined('ada'), muted(true), allowed('screen', true), removed).people;
    expect(ada).toMatchObject({ muted: true, screen: true, draw: false, removed: true });
    const again = after(joined('ada'), muted(true), muted(false), removed, readmitted).people['ada'];
    expect(again).toMatchObject({ muted: false, removed: false });
  });

  it('who are nowhere in the log are not made by what is said of them', () => {
    for (const event of [left('ada'), muted(true), removed, readmitted, allowed('draw', true)])
      expect(after(event).people).toEqual({});
  });

  it('are known to be away since they went, until they are back, also by who hears of them only then', () => {
    const all: Event = { type: 'person.all-left', reason: 'restarted' };
    const since = (...events: Event[]) => after(...events).people['ada']?.awaySince;
    expect(since(joined('ada'))).toBeUndefined();
    expect(since(joined('ada'), left('ada'), all, left('ada'))).toBe(20);
    expect(since(joined('ada'), all)).toBe(20);
    expect(since(joined('ada'), all, joined('ada'))).toBeUndefined();
    const made: Event = {
      ...{ type: 'person.role-set', personId: id('ada'), name: 'Ada', role: 'assistant', here: false, by },
      awaySince: 7,
    };
    expect(since(made)).toBe(7);
    expect(since(made, roleSet('student'))).toBeUndefined();
  });

  it('who are forgotten are as if they had not been here', () => {
    const { people } = after(joined('ada'), joined('bob'), { type: 'person.forgotten', personId: id('ada') });
    expect(Object.keys(people)).toEqual(['bob']);
    expect(after({ type: 'person.forgotten', personId: id('eve') }).people).toEqual({});
  });

  it('all leave with the server', () => {
    const { people } = after(joined('ada'), joined('bob'), left('bob'), {
      ...{ type: 'person.all-left', reason: 'restarted' },
    });
    expect(Object.values(people).map(({ here }) => here)).toEqual([false, false]);
  });

  it('have the role that was set here, also where they were not known before', () => {
    expect(after(roleSet('assistant', false)).people).toEqual({
      ada: { personId: 'ada', name: 'Ada', role: 'assistant', here: false, roleSet: true, ...plain },
    });
    const { ada } = after(joined('ada'), muted(true), roleSet('instructor'), roleSet('student')).people;
    expect(ada).toMatchObject({ role: 'student', roleSet: true, muted: true });
  });

  it('who are removed no longer wait with a hand up', () => {
    const raised = (personId: string): Event => ({
      ...{ type: 'hand.raised', personId: id(personId), name: personId },
    });
    const { hands } = after(joined('ada'), joined('bob'), raised('ada'), raised('bob'), removed);
    expect(hands.map(({ personId }) => personId)).toEqual(['bob']);
  });
});

describe('who is known to all', () => {
  it.each<[string, Parameters<typeof isKnownToAll>[0], boolean]>([
    ['staff are', { role: 'assistant' }, true],
    ['an admin is', { role: 'admin' }, true],
    ['a student is not', { role: 'student' }, false],
    ['a guest is not', { role: 'guest' }, false],
    ['a student by the class’s own word is', { role: 'student', roleSet: true }, true],
    ['a student who came as staff before is', { role: 'student', wasStaff: true }, true],
  ])('%s', (_who, person, isKnown) => {
    expect(isKnownToAll(person)).toBe(isKnown);
  });

  it('is known without what staff decided of them', () => {
    const { ada } = after(joined('ada', 'assistant'), muted(true), removed, allowed('draw', true)).people;
    expect(publicPerson(ada!)).toEqual({
      ...{ personId: 'ada', name: 'ada', role: 'assistant', here: true },
      ...plain,
    });
  });
});

it('the lead is whom the class was handed to last', () => {
  const handed = (personId: string): Event => ({ type: 'class.handed-over', personId: id(personId), by });
  expect(after().lead).toBeUndefined();
  expect(after(handed('dean'), handed('prof')).lead).toBe('prof');
});
