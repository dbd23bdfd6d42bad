import { describe, expect, it } from 'vitest';
import { type Event, QUESTIONS_KEPT, listQuestions, votesFor } from '../index.ts';
import { after, id } from '../test-log.ts';

const asked = (questionId: string, anonymous = false): Event => ({
  ...{ type: 'question.asked', questionId: id(questionId), personId: id('ada'), name: 'Ada' },
  ...{ anonymous, text: `${questionId}?` },
});
const voted = (questionId: string, personId: string, on = true): Event => ({
  ...{ type: 'question.voted', questionId: id(questionId), personId: id(personId), on },
});
const answered = (questionId: string): Event => ({
  ...{ type: 'question.answered', questionId: id(questionId), answer: { how: 'text', text: 'Because.' } },
  ...{ name: 'Grace', personId: id('prof') },
});
const dismissed = (questionId: string): Event => ({
  ...{ type: 'question.dismissed', questionId: id(questionId), personId: id('prof') },
});

describe('questions', () => {
  it('are kept as they were asked', () => {
    expect(after(asked('q1', true)).questions).toEqual({
      q1: {
        ...{ questionId: 'q1', personId: 'ada', name: 'Ada', anonymous: true, text: 'q1?', at: 10 },
        ...{ votes: 0, voters: {}, status: { is: 'open' } },
      },
    });
  });

  it('count the votes of those they know', () => {
    const { q1 } = after(
      asked('q1'),
      voted('q1', 'bob'),
      voted('q1', 'eve'),
      voted('q1', 'bob', false),
    ).questions;
    expect(q1).toMatchObject({ votes: 1, voters: { eve: true } });
    expect(q1?.voters).not.toHaveProperty('bob');
  });

  it('are answered with who answered, or dismissed, with the time', () => {
    const { q1, q2 } = after(asked('q1'), asked('q2'), answered('q1'), dismissed('q2')).questions;
    expect(q1?.status).toEqual({
      ...{ is: 'answered', answer: { how: 'text', text: 'Because.' }, name: 'Grace', at: 30 },
    });
    expect(q2?.status).toEqual({ is: 'dismissed', at: 40 });
  });

  it('ROOM-19: that are dismissed leave their place and nothing of what was in it', () => {
    const { q1 } = after(asked('q1'), voted('q1', 'bob'), dismissed('q1')).questions;
    expect(q1).toMatchObject({ text: '', votes: 0, voters: {}, status: { is: 'dismissed' } });
  });

  it('ROOM-28: are kept up to a number: the oldest dismissed one leaves first, then the oldest answered', () => {
    const many = Array.from({ length: QUESTIONS_KEPT }, (_, i) => asked(`q${i}x`));
    const full = [...many, answered('q1x'), dismissed('q5x'), answered('q7x'), dismissed('q8x')];
    const left = (more: number) => {
      const added = Array.from({ length: more }, (_, i) => asked(`more${i}`));
      const { questions } = after(...full, ...added);
      expect(Object.keys(questions)).toHaveLength(QUESTIONS_KEPT);
      return many.flatMap((_, i) => (questions[`q${i}x`] ? [] : [i]));
    };
    expect([left(0), left(1), left(2), left(3), left(4)]).toEqual([[], [5], [5, 8], [1, 5, 8], [1, 5, 7, 8]]);
  });

  it('that are not there are not made by what is said of them', () => {
    expect(after(voted('q9', 'bob'), answered('q9'), dismissed('q9')).questions).toEqual({});
  });
});

describe('the list of questions', () => {
  const { questions } = after(
    ...['q1', 'q2', 'q3', 'q4', 'q5'].map((questionId) => asked(questionId)),
    ...[voted('q3', 'bob'), voted('q3', 'eve'), voted('q1', 'bob'), voted('q4', 'bob')],
    ...[answered('q4'), dismissed('q5')],
  );

  it.each([
    ['votes', ['q3', 'q1', 'q2', 'q4']],
    ['newest', ['q3', 'q2', 'q1', 'q4']],
    ['oldest', ['q1', 'q2', 'q3', 'q4']],
  ] as const)('by %s has open ones first and dismissed ones not at all', (order, ids) => {
    expect(listQuestions(questions, order, {}).map(({ questionId }) => questionId)).toEqual(ids);
  });

  it('leaves the state in its order', () => {
    const before = Object.keys(questions);
    listQuestions(questions, 'newest', {});
    expect(Object.keys(questions)).toEqual(before);
  });

  it('goes by what the server counts, and by one’s own vote until it has been counted', () => {
    const first = listQuestions(questions, 'votes', { q2: 7, q1: 9, q9: 30 }).map(
      ({ questionId }) => questionId,
    );
    expect(first).toEqual(['q1', 'q2', 'q3', 'q4']);
    expect(votesFor(questions['q3']!, { q3: 1 })).toBe(2);
  });
});
