import { describe, expect, it } from 'vitest';
import { type Event, listQuestions } from '../index.ts';
import { after, id } from '../test-log.ts';

const asked = (questionId: string, anonymous = false): Event => ({
  ...{ type: 'question.asked', questionId: id(questionId), personId: id('ada'), name: 'Ada' },
  ...{ anonymous, text: `${questionId}?` },
});
const voted = (questionId: string, personId: string | undefined, on = true): Event => ({
  ...{ type: 'question.voted', questionId: id(questionId), on },
  ...(personId === undefined ? {} : { personId: id(personId) }),
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

  it('count votes of those they know and of those they don’t', () => {
    const { q1 } = after(
      asked('q1'),
      voted('q1', 'bob'),
      voted('q1', 'eve'),
      voted('q1', undefined),
      voted('q1', 'bob', false),
    ).questions;
    expect(q1).toMatchObject({ votes: 2, voters: { eve: true } });
    expect(q1?.voters).not.toHaveProperty('bob');
  });

  it('are answered with who answered, or dismissed, with the time', () => {
    const { q1, q2 } = after(asked('q1'), asked('q2'), answered('q1'), dismissed('q2')).questions;
    expect(q1?.status).toEqual({
      ...{ is: 'answered', answer: { how: 'text', text: 'Because.' }, name: 'Grace', at: 30 },
    });
    expect(q2?.status).toEqual({ is: 'dismissed', at: 40 });
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
    expect(listQuestions(questions, order).map(({ questionId }) => questionId)).toEqual(ids);
  });

  it('leaves the state in its order', () => {
    const before = Object.keys(questions);
    listQuestions(questions, 'newest');
    expect(Object.keys(questions)).toEqual(before);
  });
});
