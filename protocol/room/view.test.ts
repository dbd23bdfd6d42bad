import { describe, expect, it } from 'vitest';
import { type Told, eventDescriptions } from './descriptions.ts';
import {
  type Event,
  type EventType,
  type PersonId,
  type View,
  eventIn,
  eventSchema,
  mineIn,
  ownerIn,
  stateIn,
  viewOf,
  withMine,
} from './index.ts';
import { events } from './test-events.ts';
import { after, id } from './test-log.ts';

const kinds = eventSchema.options.map(({ entries }) => entries.type.literal);

/** How much a view is told of a kind of event, in the words of the page in docs/. */
function toldOf(view: View, kind: EventType): Told {
  const told = events[kind].map((event) => [event, eventIn(view, event)] as const);
  const isOwned = events[kind].every(
    (event) => ownerIn(view, event) === ('personId' in event && event.personId),
  );
  if (told.every(([event, seen]) => seen === event)) return 'all';
  if (told.every(([, seen]) => seen === undefined)) return isOwned ? 'own' : 'no';
  return told.some(([, seen]) => seen === undefined) ? 'known' : 'part';
}

describe('who is told what', () => {
  it.each(kinds)('%s: as the page about it says', (kind) => {
    const { students, staff } = eventDescriptions[kind];
    expect({ students: toldOf('class', kind), staff: toldOf('staff', kind) }).toEqual({ students, staff });
  });

  it('is decided by the role', () => {
    expect(
      ['admin', 'instructor', 'assistant', 'student', 'guest'].map((role) => viewOf(role as never)),
    ).toEqual([...['staff', 'staff', 'staff', 'class', 'class']]);
  });

  it.each<[View, Event, object]>([
    [
      'class',
      events['question.asked'][1]!,
      { type: 'question.asked', questionId: 'q1', anonymous: true, text: 'Why?' },
    ],
    [
      'class',
      events['poll.opened'][0]!,
      {
        ...{ type: 'poll.opened', pollId: 'p1', personId: 'prof' },
        draft: { question: 'Is it?', form: { kind: 'single', options: ['yes', 'no'] }, anonymous: false },
      },
    ],
    [
      'staff',
      events['poll.answered'][1]!,
      { type: 'poll.answered', pollId: 'p1', anonymous: true, answer: { kind: 'single', option: 1 } },
    ],
  ])('to %s: of %o only %o', (view, event, told) => {
    expect(eventIn(view, event)).toEqual(told);
    expect(ownerIn(view, event)).toBe(view === 'class' && event.type === 'poll.opened' ? undefined : 'ada');
  });
});

const [adaId, bobId] = [id('ada'), id('bob')] as PersonId[];
const draft = {
  ...{ question: 'Is it?', anonymous: false },
  form: { kind: 'multiple' as const, options: ['a', 'b'], correct: [0] },
};
const room = after(
  { type: 'person.joined', personId: id('prof'), name: 'Grace', role: 'instructor' },
  { type: 'person.joined', personId: adaId!, name: 'Ada', role: 'student' },
  { type: 'person.joined', personId: bobId!, name: 'Bob', role: 'student' },
  { type: 'person.muted', personId: adaId!, muted: true, by: id('prof') },
  { type: 'hand.raised', personId: bobId!, name: 'Bob' },
  { type: 'hand.raised', personId: adaId!, name: 'Ada' },
  {
    type: 'question.asked',
    questionId: id('q1'),
    personId: adaId,
    name: 'Ada',
    anonymous: true,
    text: 'Why?',
  },
  { type: 'question.voted', questionId: id('q1'), personId: bobId!, on: true },
  { type: 'chat.sent', messageId: id('m1'), personId: adaId!, name: 'Ada', role: 'student', text: 'Hello' },
  { type: 'chat.reacted', messageId: id('m1'), personId: bobId!, reaction: '🎉', on: true },
  { type: 'chat.reacted', messageId: id('m1'), personId: bobId!, reaction: '👍', on: true },
  { type: 'poll.drafted', pollId: id('secret'), draft, personId: id('prof') },
  { type: 'poll.opened', pollId: id('p1'), draft, personId: id('prof') },
  { type: 'poll.opened', pollId: id('p2'), draft: { ...draft, anonymous: true }, personId: id('prof') },
  { type: 'poll.begun', pollId: id('p1'), attemptId: id('b1'), personId: bobId! },
  {
    ...{ type: 'breakouts.opened', mayChoose: false, by: id('prof') },
    rooms: [{ breakoutId: id('r1'), name: 'Red' }],
    members: [{ personId: adaId!, name: 'Ada', breakoutId: id('r1') }],
  },
  {
    ...{ type: 'breakouts.said', breakoutId: id('r1'), messageId: id('w1'), personId: adaId! },
    ...{ name: 'Ada', role: 'student', text: 'Between us' },
  },
  ...(['p1', 'p2'] as const).map((pollId): Event => ({
    ...{
      type: 'poll.answered',
      pollId: id(pollId),
      anonymous: pollId === 'p2',
      personId: adaId!,
      attemptId: id('a1'),
    },
    answer: { kind: 'multiple', options: [0, 1] },
  })),
);

const nothingOwn = { attempts: {}, votes: [], reactions: {}, questions: [] };

describe('a snapshot', () => {
  it('for the class has nobody but staff, no hands, no names, no answers, no drafts and nothing correct', () => {
    const state = stateIn('class', room);
    expect(state.chat.messages).toMatchObject([{ text: 'Hello', reactions: {} }]);
    expect(Object.keys(state.people)).toEqual(['prof']);
    expect(state.hands).toEqual([]);
    expect(state.questions).toEqual({
      q1: {
        questionId: 'q1',
        anonymous: true,
        text: 'Why?',
        at: 70,
        votes: 0,
        voters: {},
        status: { is: 'open' },
      },
    });
    const form = { kind: 'multiple', options: ['a', 'b'] };
    const nothing = { attempts: {}, tally: { people: 0, counts: [0, 0], texts: [] } };
    expect(Object.keys(state.polls)).toEqual(['p1', 'p2']);
    for (const poll of Object.values(state.polls)) expect(poll).toMatchObject(nothing);
    for (const poll of Object.values(state.polls)) expect(poll.draft.form).toEqual(form);
  });

  it('for staff has all but who only began, and who answered anonymously', () => {
    const state = stateIn('staff', room);
    const { polls: _polls, ...rest } = state;
    const { polls: _all, ...whole } = room;
    expect(rest).toEqual({ ...whole, breakouts: { ...room.breakouts, chats: {} } });
    expect(Object.keys(state.polls)).toEqual(['secret', 'p1', 'p2']);
    expect(state.polls['p1']?.attempts).toEqual({
      ada: { attemptId: 'a1', answer: { kind: 'multiple', options: [0, 1] } },
    });
    expect(state.polls['p2']).toMatchObject({ attempts: {}, tally: { people: 1, counts: [1, 1] } });
  });
});

describe('breakout rooms', () => {
  it.each<View>(['class', 'staff'])(
    'are shown to %s with who is where, and without what is written',
    (view) => {
      const { breakouts } = stateIn(view, room);
      expect(Object.keys(room.breakouts.chats)).toEqual(['r1']);
      expect(breakouts).toEqual({ ...room.breakouts, chats: {} });
      expect(breakouts.members).toEqual({ ada: { name: 'Ada', breakoutId: 'r1', isIn: true } });
      const mine = mineIn(room, adaId!);
      expect(JSON.stringify(withMine(view, stateIn(view, room), adaId!, mine))).not.toContain('Between us');
    },
  );
});

describe('one’s own part', () => {
  it('is one’s hand with its place, one’s attempts, votes and anonymous questions', () => {
    const answer = { kind: 'multiple', options: [0, 1] };
    expect(mineIn(room, adaId!)).toEqual({
      person: room.people['ada'],
      hand: { personId: 'ada', name: 'Ada', raisedAt: 60 },
      place: 2,
      attempts: { p1: { attemptId: 'a1', answer }, p2: { attemptId: 'a1', answer } },
      votes: [],
      reactions: {},
      questions: [{ ...room.questions['q1'], votes: 0, voters: {} }],
    });
    expect(mineIn(room, bobId!)).toMatchObject({
      place: 1,
      attempts: { p1: { attemptId: 'b1' } },
      votes: ['q1'],
      reactions: { m1: ['👍', '🎉'] },
    });
    expect(mineIn(room, id('stranger'))).toEqual(nothingOwn);
  });

  it('put into the view takes the place of whatever was said of this person before', () => {
    const state = stateIn('class', room);
    const own = withMine('class', state, adaId!, mineIn(room, adaId!));
    expect(own.hands.map(({ personId }) => personId)).toEqual(['ada']);
    expect(own.people['ada']).toMatchObject({ muted: true });
    expect(own.questions['q1']).toMatchObject({ name: 'Ada', votes: 0, voters: {} });
    expect(own.polls['p1']?.tally).toEqual({ people: 1, counts: [1, 1], texts: [] });
    const bobs = withMine('class', own, bobId!, mineIn(room, bobId!));
    expect(bobs.chat.messages[0]?.reactions).toEqual({ '👍': ['bob'], '🎉': ['bob'] });
    expect(bobs.questions['q1']).toMatchObject({ votes: 1, voters: { bob: true } });
    const nothing = withMine('class', own, adaId!, nothingOwn);
    expect(nothing.hands).toEqual([]);
    expect(nothing.polls['p1']).toMatchObject({ attempts: {}, tally: { people: 0 } });
  });
});
