import {
  type BreakoutId,
  type Event,
  GUEST_AWAY_MAX_MS,
  HAND_AWAY_MAX_MS,
  type PersonId,
  type QuestionId,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, gil, person, prof, tutor } from '../../test-class.ts';
import { leaveEvents } from '../presence.ts';
import { type TidyLimits, tidy, tidyLimits } from './index.ts';

function tidied(its: TestClass, limits: Partial<TidyLimits> = {}): Event[] {
  const decision = tidy(its.state, its.now, { ...tidyLimits, ...limits });
  if (!decision.ok) throw new Error('tidying was refused');
  its.happen(...decision.events);
  return decision.events;
}

const lose = (its: TestClass, personId: PersonId) => its.happen(...leaveEvents(its.state, personId, 'lost'));

describe('ROOM-25: a hand', () => {
  it('goes down when its person has been away for some minutes, and stays up for who is back by then', () => {
    const its = new TestClass();
    for (const one of [ada, bob, gil]) its.ask(one, { type: 'hand.raise' });
    lose(its, ada.personId);
    lose(its, bob.personId);
    its.now += HAND_AWAY_MAX_MS - 1;
    expect(tidied(its)).toEqual([]);
    its.happen({ type: 'person.joined', ...bob });
    its.now += 1;
    expect(tidied(its)).toEqual([{ type: 'hand.lowered', personId: 'ada', by: 'ada' }]);
    expect(its.state.hands.map(({ personId }) => personId)).toEqual(['bob', 'gil']);
    expect(tidied(its)).toEqual([]);
  });

  it('and a call to the stage alike: nobody is asked for ever who does not come back', () => {
    const its = new TestClass();
    for (const { personId } of [ada, bob]) its.ask(prof, { type: 'stage.call', personId });
    for (const { personId } of [ada, bob]) lose(its, personId);
    its.now += HAND_AWAY_MAX_MS - 1;
    expect(tidied(its)).toEqual([]);
    its.happen({ type: 'person.joined', ...bob });
    its.now += 1;
    expect(tidied(its)).toEqual([{ type: 'stage.uncalled', personId: 'ada', by: 'ada' }]);
    expect(its.state.stage.called.map(({ personId }) => personId)).toEqual(['bob']);
  });

  it('of somebody whose role was set while they were away goes down as well', () => {
    const its = new TestClass();
    its.ask(ada, { type: 'hand.raise' });
    lose(its, ada.personId);
    its.ask(prof, { type: 'person.set-role', personId: ada.personId, role: 'assistant' });
    its.now += HAND_AWAY_MAX_MS;
    expect(tidied(its).map(({ type }) => type)).toEqual(['hand.lowered']);
  });
});

describe('ROOM-27: a guest who is long away', () => {
  const guests = ['gus', 'gia', 'guy'].map((id) => person(id, 'guest'));
  const few = { peopleKept: 0 };

  function left() {
    const its = new TestClass([prof, tutor, ada, ...guests]);
    for (const { personId } of [ada, ...guests]) {
      lose(its, personId);
      its.now += 10;
    }
    its.now += GUEST_AWAY_MAX_MS;
    return its;
  }

  const forgotten = (its: TestClass, limits: Partial<TidyLimits>) =>
    tidied(its, limits).flatMap((event) => (event.type === 'person.forgotten' ? event.personId : []));

  it('is forgotten beyond the number kept, who went first before the others, and students never', () => {
    expect(forgotten(left(), {})).toEqual([]);
    expect(forgotten(left(), { peopleKept: 6 })).toEqual([]);
    expect(forgotten(left(), { peopleKept: 4 })).toEqual(['gus', 'gia']);
    const its = left();
    expect(forgotten(its, few)).toEqual(['gus', 'gia', 'guy']);
    expect(Object.keys(its.state.people)).toEqual(['prof', 'tutor', 'ada']);
  });

  it('is not forgotten before the time is over', () => {
    const its = left();
    its.now -= 21;
    expect(forgotten(its, few)).toEqual(['gus']);
  });

  const personId = guests[1]!.personId;
  const by = prof.personId;
  it.each<[string, (its: TestClass) => void]>([
    ['is here again', (its) => its.happen({ type: 'person.joined', ...guests[1]! })],
    ['has a hand up', (its) => its.happen({ type: 'hand.raised', personId, name: 'Gia' })],
    ['asked a question', (its) => void its.questionBy(guests[1]!)],
    ['is muted', (its) => its.happen({ type: 'person.muted', personId, muted: true, by })],
    ['was removed', (its) => its.happen({ type: 'person.removed', personId, by })],
    ['may draw', (its) => its.happen({ type: 'person.allowed', personId, what: 'draw', allowed: true, by })],
    ['was given a role', (its) => void its.ask(prof, { type: 'person.set-role', personId, role: 'student' })],
    [
      'was one of the staff once',
      (its) => {
        its.happen({ type: 'person.joined', ...guests[1]!, wasStaff: true });
        lose(its, personId);
        its.now += GUEST_AWAY_MAX_MS;
      },
    ],
    [
      'has a place in a breakout room',
      (its) => {
        const members = [{ personId, name: 'Gia', breakoutId: 'red' as BreakoutId }];
        const rooms = [{ breakoutId: 'red' as BreakoutId, name: 'Red' }];
        its.happen({ type: 'breakouts.opened', rooms, members, mayChoose: false, by });
      },
    ],
    [
      'answered an open poll',
      (its) => {
        const pollId = its.openPoll();
        const answer = { kind: 'single' as const, option: 0 };
        its.ask(guests[1]!, { type: 'poll.answer', pollId, attemptId: 'a1' as never, answer });
      },
    ],
  ])('is kept who %s', (_what, happen) => {
    const its = left();
    happen(its);
    expect(forgotten(its, { ...few, handAwayMaxMs: Infinity })).toEqual(['gus', 'guy']);
  });

  it('is the same person when they come back, and their vote still counts once', () => {
    const its = left();
    const questionId: QuestionId = its.questionBy(tutor);
    const vote = { type: 'question.vote', questionId, on: true } as const;
    its.ask(guests[0]!, vote);
    expect(forgotten(its, few)).toContain('gus');
    its.happen({ type: 'person.joined', ...guests[0]! });
    expect(its.does(guests[0]!, vote)).toEqual([]);
    expect(its.state.questions[questionId]?.votes).toBe(1);
  });
});
