import { type Poll, type PollForm, type PollId, emptyTally } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { listPolls, meanRating, resultLines } from './poll-results.ts';

const single: PollForm = { kind: 'single', options: ['Red', 'Blue'], correct: 1 };
const rating: PollForm = { kind: 'rating', max: 3 };

describe('the results of a poll', () => {
  it('name each option with its people, its share and whether it is right', () => {
    const lines = resultLines(single, { people: 3, counts: [1, 2], texts: [] });
    expect(lines).toEqual([
      { label: 'Red', people: 1, percent: 33, isCorrect: false },
      { label: 'Blue', people: 2, percent: 67, isCorrect: true },
    ]);
  });

  it('are zeros before anybody answered', () => {
    expect(resultLines(single, emptyTally(single)).map(({ percent }) => percent)).toEqual([0, 0]);
    expect(meanRating(emptyTally(rating))).toBeUndefined();
  });

  it('of a rating are counted by number, with their mean', () => {
    const tally = { people: 4, counts: [1, 0, 3], texts: [] };
    expect(resultLines(rating, tally).map(({ label, people }) => `${label}: ${people}`)).toEqual([
      '1: 1',
      '2: 0',
      '3: 3',
    ]);
    expect(meanRating(tally)).toBe(2.5);
  });
});

it('polls are listed with what is open first and what was over last at the end', () => {
  const poll = (id: string, status: Poll['status']): Poll => ({
    ...{ pollId: id as PollId, status, attempts: {}, tally: emptyTally(single) },
    draft: { question: id, form: single, anonymous: false },
  });
  const polls = {
    a: poll('a', { is: 'closed', openedAt: 1, closedAt: 2 }),
    b: poll('b', { is: 'draft' }),
    c: poll('c', { is: 'closed', openedAt: 3, closedAt: 4 }),
    d: poll('d', { is: 'open', openedAt: 5 }),
    e: poll('e', { is: 'draft' }),
  };
  expect(listPolls(polls).map(({ pollId }) => pollId)).toEqual(['d', 'b', 'e', 'c', 'a']);
});
