import {
  ANSWER_TEXTS_KEPT,
  type AttemptId,
  type CommandOf,
  type PollAnswer,
  type PollForm,
  type PollId,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, person, prof, tutor } from '../../test-class.ts';
import { closeDuePolls } from './polls.ts';

const attempt = (n: number) => `attempt-${n}` as AttemptId;
const pick = (option: number): PollAnswer => ({ kind: 'single', option });
const answer = (pollId: PollId, given: PollAnswer, attemptId = attempt(1)): CommandOf<'poll.answer'> => ({
  ...{ type: 'poll.answer', pollId, attemptId, answer: given },
});
const tooLate = 'This poll was closed before your answer arrived; it was not counted.';

describe('an attempt', () => {
  it('is begun once: a second page goes on with the first one’s', () => {
    const its = new TestClass();
    const pollId = its.openPoll();
    const begin = (n: number) => its.does(ada, { type: 'poll.begin', pollId, attemptId: attempt(n) });
    expect([begin(1), begin(1), begin(2)]).toEqual([['poll.begun'], [], []]);
    expect(its.state.polls[pollId]?.attempts['ada']).toEqual({ attemptId: attempt(1) });
    expect(its.state.polls[pollId]?.tally.people).toBe(0);
  });

  it('needs an open poll', () => {
    const its = new TestClass();
    const begin = (pollId: PollId) => its.does(ada, { type: 'poll.begin', pollId, attemptId: attempt(1) });
    expect(begin('nowhere' as PollId)).toBe('not-found');
    expect(begin(its.draftPoll())).toBe('not-found');
    expect(begin(its.closedPoll())).toBe('closed');
  });
});

describe('an answer', () => {
  it('ROOM-20: counts once, whatever is retried and from whichever page', () => {
    const its = new TestClass();
    const pollId = its.openPoll();
    expect(its.ask(ada, answer(pollId, pick(1)))).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'poll.answered', pollId, anonymous: false, personId: 'ada' },
          ...{ attemptId: attempt(1), answer: pick(1) },
        },
      ],
    });
    expect(its.does(ada, answer(pollId, pick(1)))).toEqual([]);
    expect(its.does(ada, answer(pollId, pick(1), attempt(2)))).toEqual([]);
    its.ask(bob, answer(pollId, pick(1)));
    expect(its.state.polls[pollId]?.tally).toEqual({ people: 2, counts: [0, 2], texts: [] });
  });

  it('takes the place of an earlier one of the same person', () => {
    const its = new TestClass();
    const pollId = its.openPoll();
    its.ask(ada, answer(pollId, pick(0)));
    expect(its.ask(ada, answer(pollId, pick(1)))).toMatchObject({
      events: [{ answer: pick(1), replaces: pick(0) }],
    });
    its.ask(ada, answer(pollId, pick(0), attempt(2)));
    expect(its.state.polls[pollId]?.tally).toEqual({ people: 1, counts: [1, 0], texts: [] });
  });

  it('ROOM-21: before the close counts; one after it is refused in words, but the one that counted is not', () => {
    const its = new TestClass();
    const pollId = its.openPoll();
    its.ask(ada, answer(pollId, pick(0)));
    its.ask(prof, { type: 'poll.close', pollId });
    expect(its.does(ada, answer(pollId, pick(0)))).toEqual([]);
    expect(its.does(ada, answer(pollId, pick(1)))).toBe('closed');
    expect(its.wordsTo(ada, answer(pollId, pick(1)))).toBe(tooLate);
    expect(its.does(bob, answer(pollId, pick(0)))).toBe('closed');
    its.become('ended');
    expect(its.does(ada, answer(pollId, pick(0)))).toEqual([]);
    expect(its.wordsTo(bob, answer(pollId, pick(0)))).toBe(tooLate);
    expect(its.state.polls[pollId]?.tally).toEqual({ people: 1, counts: [1, 0], texts: [] });
  });

  it('to a draft, or to nothing, is refused', () => {
    const its = new TestClass();
    expect(its.does(ada, answer(its.draftPoll(), pick(0)))).toBe('not-found');
    expect(its.does(ada, answer('nowhere' as PollId, pick(0)))).toBe('not-found');
  });

  it('to an anonymous poll says so, and still counts once', () => {
    const its = new TestClass();
    const pollId = its.openPoll({ anonymous: true });
    expect(its.ask(ada, answer(pollId, pick(0)))).toMatchObject({ events: [{ anonymous: true }] });
    its.ask(ada, answer(pollId, pick(1)));
    expect(its.state.polls[pollId]?.tally).toEqual({ people: 1, counts: [0, 1], texts: [] });
  });

  const options = ['a', 'b', 'c'];
  it.each<[string, PollForm, PollAnswer, string]>([
    ['another kind', { kind: 'text' }, pick(0), 'This answer is of another kind than the question.'],
    ['an option too far', { kind: 'single', options }, pick(3), 'There is no such option.'],
    [
      'a set with an option too far',
      { kind: 'multiple', options },
      { kind: 'multiple', options: [0, 3] },
      'There is no such set of options.',
    ],
    [
      'the same option twice',
      { kind: 'multiple', options },
      { kind: 'multiple', options: [1, 1] },
      'There is no such set of options.',
    ],
    [
      'a rating too high',
      { kind: 'rating', max: 5 },
      { kind: 'rating', rating: 6 },
      'The highest rating is 5.',
    ],
  ])('with %s is refused in words', (_what, form, given, words) => {
    const its = new TestClass();
    const pollId = its.openPoll({ form });
    expect(its.does(ada, answer(pollId, given))).toBe('malformed');
    expect(its.wordsTo(ada, answer(pollId, given))).toBe(words);
    expect(its.state.polls[pollId]?.tally.people).toBe(0);
  });

  it('of several options is the same in any order, and may be none of them', () => {
    const its = new TestClass();
    const pollId = its.openPoll({ form: { kind: 'multiple', options } });
    const give = (...chosen: number[]) =>
      its.does(ada, answer(pollId, { kind: 'multiple', options: chosen }));
    expect([give(2, 0), give(0, 2), give()]).toEqual([['poll.answered'], [], ['poll.answered']]);
    expect(its.state.polls[pollId]?.tally).toEqual({ people: 1, counts: [0, 0, 0], texts: [] });
  });

  it('in words is cleaned, and not empty', () => {
    const its = new TestClass();
    const pollId = its.openPoll({ form: { kind: 'text' } });
    const give = (text: string) => its.does(ada, answer(pollId, { kind: 'text', text }));
    expect([give(' \u202e '), give(' light\u0000 '), give('light')]).toEqual([
      'empty',
      ['poll.answered'],
      [],
    ]);
    expect(its.state.polls[pollId]?.tally.texts).toEqual(['light']);
  });

  it('in words is counted also where no more are shown', () => {
    const its = new TestClass();
    const pollId = its.openPoll({ form: { kind: 'text' } });
    for (let i = 0; i <= ANSWER_TEXTS_KEPT; i++)
      its.ask(person(`p${i}`, 'student'), answer(pollId, { kind: 'text', text: `text ${i}` }));
    const { tally } = its.state.polls[pollId]!;
    expect([tally.people, tally.texts.length]).toEqual([ANSWER_TEXTS_KEPT + 1, ANSWER_TEXTS_KEPT]);
  });
});

describe('a timer', () => {
  it('ROOM-22: closes the poll by the clock, for answers also before that is logged', () => {
    const its = new TestClass();
    const openedAt = its.now;
    const pollId = its.openPoll({ timerMs: 30_000 });
    const untimed = its.openPoll();
    expect(its.state.polls[pollId]?.status).toEqual({ is: 'open', openedAt, closesAt: openedAt + 30_000 });
    its.now = openedAt + 29_999;
    expect(its.does(ada, answer(pollId, pick(0)))).toEqual(['poll.answered']);
    expect(closeDuePolls(its.state, its.now)).toEqual([]);
    its.now = openedAt + 30_000;
    expect(its.does(ada, answer(pollId, pick(0)))).toEqual([]);
    expect(its.does(ada, answer(pollId, pick(1)))).toBe('closed');
    expect(its.does(bob, { type: 'poll.begin', pollId, attemptId: attempt(1) })).toBe('closed');
    const due = closeDuePolls(its.state, its.now);
    expect(due).toEqual([{ type: 'poll.closed', pollId, because: 'timer' }]);
    its.happen(...due);
    expect(closeDuePolls(its.state, its.now + 1)).toEqual([]);
    expect(its.does(tutor, answer(untimed, pick(0)))).toEqual(['poll.answered']);
  });
});
