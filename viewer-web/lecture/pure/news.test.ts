import type { ChatMessage, MessageId, PersonId, Question, QuestionId } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { countSince, markText, newsOfChat, newsOfQuestions } from './news.ts';

const you = 'you' as PersonId;
const message = (at: number, personId = 'ada', deleted = false): ChatMessage => ({
  ...{ messageId: `m${at}` as MessageId, personId: personId as PersonId, name: 'Ada', role: 'student', at },
  ...{ text: '', reactions: {}, deleted },
});
const question = (at: number, status: Question['status'], personId?: string): Question => ({
  ...{ questionId: `q${at}` as QuestionId, anonymous: personId === undefined, text: '', at, status },
  ...{ votes: 0, voters: {}, ...(personId === undefined ? {} : { personId: personId as PersonId }) },
});

test('new in the chat is what others wrote, as long as it stands', () => {
  expect(newsOfChat([message(1), message(2, 'you'), message(3, 'ada', true)], you)).toEqual([1]);
});

test('new among the questions are the others’, and answers to one’s own', () => {
  const live = { how: 'live' } as const;
  const questions = [
    question(1, { is: 'open' }),
    question(2, { is: 'open' }, 'you'),
    question(3, { is: 'answered', answer: live, name: 'Grace', at: 30 }, 'you'),
    question(4, { is: 'answered', answer: live, name: 'Grace', at: 40 }, 'ada'),
    question(5, { is: 'dismissed', at: 50 }, 'ada'),
  ];
  const state = Object.fromEntries(questions.map((one) => [one.questionId, one]));
  expect(newsOfQuestions(state, you)).toEqual([1, 30, 4]);
});

test('what came since somebody looked is counted, and marked up to a number', () => {
  expect([countSince([1, 2, 3], 1), countSince([1, 2, 3], 3), countSince([], 0)]).toEqual([2, 0, 0]);
  expect([markText(99), markText(100)]).toEqual(['99', '99+']);
});
