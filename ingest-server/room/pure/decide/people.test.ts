import type { Command, PersonId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type Outcome, TestClass, ada, bob, dean, gil, prof, root, say, tutor } from '../../test-class.ts';

const stranger = 'stranger' as PersonId;

describe('muting', () => {
  it('ROOM-13: is done once, and is not done to staff or strangers', () => {
    const its = new TestClass();
    const mute = (personId: PersonId, muted = true) =>
      its.does(tutor, { type: 'person.mute', personId, muted });
    expect([mute(ada.personId), mute(ada.personId)]).toEqual([['person.muted'], []]);
    expect([mute(ada.personId, false), mute(ada.personId, false)]).toEqual([['person.muted'], []]);
    expect(mute(prof.personId)).toBe('not-allowed');
    expect(mute(stranger)).toBe('not-found');
  });
});

describe('removing', () => {
  it('takes somebody out with a reason that was cleaned, once', () => {
    const its = new TestClass();
    const remove = { type: 'person.remove', personId: ada.personId, reason: ' shouts\u202e ' } as const;
    expect(its.ask(tutor, remove)).toEqual({
      ok: true,
      events: [
        { type: 'person.removed', personId: 'ada', reason: 'shouts', by: 'tutor' },
        { type: 'person.left', personId: 'ada', reason: 'removed', role: 'student' },
      ],
    });
    expect(its.does(tutor, remove)).toEqual([]);
    expect(its.does(ada, say('hi'))).toBe('removed');
  });

  it('ROOM-13: works on whoever has left already, and not on staff or strangers', () => {
    const its = new TestClass();
    its.happen({ type: 'person.left', personId: bob.personId, reason: 'left', role: 'student' });
    expect(its.ask(tutor, { type: 'person.remove', personId: bob.personId, reason: ' ' })).toEqual({
      ok: true,
      events: [{ type: 'person.removed', personId: 'bob', by: 'tutor' }],
    });
    expect(its.does(prof, { type: 'person.remove', personId: tutor.personId })).toBe('not-allowed');
    expect(its.does(prof, { type: 'person.remove', personId: stranger })).toBe('not-found');
  });

  it('is taken back by letting them in again', () => {
    const its = new TestClass();
    const readmit = (personId: PersonId) => its.does(tutor, { type: 'person.readmit', personId });
    expect(readmit(ada.personId)).toEqual([]);
    its.ask(tutor, { type: 'person.remove', personId: ada.personId });
    expect([readmit(ada.personId), readmit(ada.personId)]).toEqual([['person.readmitted'], []]);
    expect(its.does(ada, say('hi'))).toEqual(['chat.sent']);
    expect(readmit(stranger)).toBe('not-found');
  });
});

describe('allowing somebody to share their screen or to draw', () => {
  it('is done for each by itself, once', () => {
    const its = new TestClass();
    const allow = (what: 'screen' | 'draw', allowed: boolean) =>
      its.does(tutor, { type: 'person.allow', personId: ada.personId, what, allowed });
    expect([allow('draw', true), allow('draw', true), allow('screen', false)]).toEqual([
      ['person.allowed'],
      [],
      [],
    ]);
    expect(its.state.people['ada']).toMatchObject({ draw: true, screen: false });
    expect(allow('draw', false)).toEqual(['person.allowed']);
    const allowStranger = {
      type: 'person.allow',
      personId: stranger,
      what: 'draw',
      allowed: true,
    } as const;
    expect(its.does(tutor, allowStranger)).toBe('not-found');
  });
});

describe('a role in the class', () => {
  const setRole = (personId: PersonId, role: 'instructor' | 'assistant' | 'student') =>
    ({ type: 'person.set-role', personId, role }) as const;

  it('is given with the name, so that everyone knows who it is', () => {
    const its = new TestClass();
    expect(its.ask(prof, setRole(gil.personId, 'assistant'))).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'person.role-set', personId: 'gil', name: 'Gil', role: 'assistant' },
          ...{ here: true, by: 'prof' },
        },
      ],
    });
    expect(its.does(prof, setRole(gil.personId, 'assistant'))).toEqual([]);
    expect(its.does(gil, { type: 'hand.lower-all' })).toEqual([]);
    expect(its.does(prof, setRole(gil.personId, 'student'))).toEqual(['person.role-set']);
    expect(its.does(gil, { type: 'hand.lower-all' })).toBe('not-allowed');
  });

  it('ROOM-12: is not one’s own to change, nor an admin’s, nor that of who was removed or never here', () => {
    const its = new TestClass();
    expect(its.does(prof, setRole(prof.personId, 'student'))).toBe('not-allowed');
    expect(its.does(prof, setRole(root.personId, 'student'))).toBe('not-allowed');
    expect(its.does(prof, setRole(stranger, 'assistant'))).toBe('not-found');
    its.ask(prof, { type: 'person.remove', personId: bob.personId });
    expect(its.does(prof, setRole(bob.personId, 'assistant'))).toBe('not-allowed');
  });

  it('of who leads the class stays until the lead is handed over', () => {
    const its = new TestClass();
    its.ask(prof, { type: 'class.hand-over', personId: prof.personId });
    expect(its.does(dean, setRole(prof.personId, 'assistant'))).toBe('not-allowed');
    its.ask(prof, { type: 'class.hand-over', personId: dean.personId });
    expect(its.does(dean, setRole(prof.personId, 'assistant'))).toEqual(['person.role-set']);
    expect(its.does(prof, { type: 'class.start' })).toBe('not-allowed');
  });
});

describe('handing the class over', () => {
  const handOver = (personId: PersonId) => ({ type: 'class.hand-over', personId }) as const;

  it('goes to an instructor who is here, by who leads it or by an admin; pressed twice it is no error', () => {
    const its = new TestClass();
    expect(its.does(prof, handOver(dean.personId))).toEqual(['class.handed-over']);
    expect(its.does(prof, handOver(dean.personId))).toEqual([]);
    expect(its.does(prof, handOver(prof.personId))).toBe('not-allowed');
    expect(its.wordsTo(prof, handOver(prof.personId))).toBe('Only who leads the class can hand it over.');
    expect(its.does(root, handOver(prof.personId))).toEqual(['class.handed-over']);
    expect(its.does(prof, handOver(root.personId))).toEqual(['class.handed-over']);
    expect(its.state.lead).toBe('root');
  });

  it('does not go to assistants, students, strangers or who is away', () => {
    const its = new TestClass();
    expect(its.does(prof, handOver(tutor.personId))).toBe('not-allowed');
    expect(its.does(prof, handOver(ada.personId))).toBe('not-allowed');
    expect(its.does(prof, handOver(stranger))).toBe('not-found');
    its.happen({ type: 'person.left', personId: dean.personId, reason: 'lost', role: 'instructor' });
    expect(its.does(prof, handOver(dean.personId))).toBe('not-found');
    its.ask(root, { type: 'person.set-role', personId: ada.personId, role: 'instructor' });
    expect(its.does(prof, handOver(ada.personId))).toEqual(['class.handed-over']);
  });
});

describe('ROOM-11: an instructor by the word of the class alone', () => {
  const set = (personId: PersonId, role: 'instructor' | 'assistant' | 'student'): Command => ({
    ...{ type: 'person.set-role', personId, role },
  });
  const handOver = (personId: PersonId): Command => ({ type: 'class.hand-over', personId });
  /** Ada and Bob were made instructors; Grace and the dean are by their tokens. */
  const madeBy = (its: TestClass) => {
    for (const { personId } of [ada, bob]) its.ask(prof, set(personId, 'instructor'));
    return its;
  };

  it.each<[string, Command, Outcome]>([
    ['makes no instructor less', set(prof.personId, 'student'), 'not-allowed'],
    ['makes none an assistant either', set(dean.personId, 'assistant'), 'not-allowed'],
    ['makes no other one of their kind less', set(bob.personId, 'student'), 'not-allowed'],
    ['makes an assistant less', set(tutor.personId, 'student'), ['person.role-set']],
    ['makes a guest an assistant', set(gil.personId, 'assistant'), ['person.role-set']],
    ['does not take a lead that nobody has', handOver(ada.personId), 'not-allowed'],
    ['does not give it to another either', handOver(dean.personId), 'not-allowed'],
    ['removes no instructor', { type: 'person.remove', personId: prof.personId }, 'not-allowed'],
  ])('%s', (_what, command, outcome) => {
    expect(madeBy(new TestClass()).does(ada, command)).toEqual(outcome);
  });

  it('says why in words, and is made less by an instructor or an admin', () => {
    const its = madeBy(new TestClass());
    expect(its.wordsTo(ada, set(prof.personId, 'student'))).toBe(
      'You were made an instructor in this class: other instructors’ roles stay.',
    );
    expect(its.does(prof, set(ada.personId, 'student'))).toEqual(['person.role-set']);
    expect(its.does(root, set(bob.personId, 'student'))).toEqual(['person.role-set']);
  });

  it('leads once the class was handed to them', () => {
    const its = madeBy(new TestClass());
    its.ask(prof, { type: 'class.open' });
    expect(its.does(ada, handOver(ada.personId))).toBe('not-allowed');
    its.ask(prof, handOver(ada.personId));
    expect(its.does(ada, handOver(dean.personId))).toEqual(['class.handed-over']);
  });

  it('does not lead by beginning the class', () => {
    const its = madeBy(new TestClass([ada, bob, prof]));
    its.ask(ada, { type: 'class.start' });
    expect(its.state.lead).toBe('prof');
    const alone = new TestClass([ada]);
    alone.happen({
      ...{ type: 'person.role-set', personId: ada.personId, name: 'Ada', role: 'instructor' },
      ...{ here: true, by: prof.personId },
    });
    expect(alone.does(ada, { type: 'class.start' })).toEqual(['class.phase-changed']);
    expect(alone.state.lead).toBeUndefined();
  });
});
