import { type Poll, type PollId, type PollsState, emptyTally } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { reachedPolls, unanswered } from './reached-polls.ts';

const poll = (id: string, status: Poll['status'], more: Partial<Poll> = {}): Poll => ({
  ...{ pollId: id as PollId, status, attempts: {}, tally: emptyTally({ kind: 'text' }) },
  draft: { question: id, form: { kind: 'text' }, anonymous: false },
  ...more,
});
const answer = { kind: 'text', text: 'Yes.' } as const;
const polls: PollsState = {
  first: poll('first', { is: 'closed', openedAt: 10, closedAt: 20 }),
  draft: poll('draft', { is: 'draft' }),
  second: poll(
    'second',
    { is: 'open', openedAt: 30 },
    { attempts: { ada: { attemptId: 'a' as never, answer }, bob: { attemptId: 'b' as never } } },
  ),
  third: poll('third', { is: 'open', openedAt: 40 }),
};
const names = (list: readonly Poll[]) => list.map(({ pollId }) => pollId);

test.each<[number | undefined, string[]]>([
  [5, []],
  [15, ['first']],
  [30, ['second', 'first']],
  [undefined, ['third', 'second', 'first']],
])('a picture that has reached %s has come to %j', (momentMs, reached) => {
  expect(names(reachedPolls(polls, momentMs))).toEqual(reached);
});

test('an open poll waits for whoever has not answered it, also where they have begun', () => {
  const all = reachedPolls(polls, undefined);
  expect([names(unanswered(all, 'ada')), names(unanswered(all, 'bob'))]).toEqual([
    ['third'],
    ['third', 'second'],
  ]);
});
