import * as v from 'valibot';
import { personIdSchema, questionIdSchema } from '../ids.ts';
import { QUESTION_TEXT_MAX, ANSWER_TEXT_MAX } from '../limits.ts';
import { textOf } from '../text.ts';

const answerSchema = v.variant('how', [
  v.object({ how: v.literal('text'), text: textOf(ANSWER_TEXT_MAX * 4) }),
  v.object({ how: v.literal('live') }),
]);

export const questionCommands = [
  v.object({ type: v.literal('question.ask'), text: textOf(QUESTION_TEXT_MAX), anonymous: v.boolean() }),
  v.object({ type: v.literal('question.vote'), questionId: questionIdSchema, on: v.boolean() }),
  v.object({ type: v.literal('question.answer'), questionId: questionIdSchema, answer: answerSchema }),
  v.object({ type: v.literal('question.dismiss'), questionId: questionIdSchema }),
] as const;

export const questionEvents = [
  v.object({
    type: v.literal('question.asked'),
    questionId: questionIdSchema,
    /** Who asked; left out of what peers get when it was asked anonymously. Staff can always see it. */
    personId: v.optional(personIdSchema),
    name: v.optional(v.string()),
    anonymous: v.boolean(),
    text: v.string(),
  }),
  v.object({
    type: v.literal('question.voted'),
    questionId: questionIdSchema,
    /** Left out of what peers get: a vote is nobody else's business. */
    personId: v.optional(personIdSchema),
    on: v.boolean(),
  }),
  v.object({
    type: v.literal('question.answered'),
    questionId: questionIdSchema,
    answer: answerSchema,
    name: v.string(),
    personId: personIdSchema,
  }),
  v.object({ type: v.literal('question.dismissed'), questionId: questionIdSchema, personId: personIdSchema }),
] as const;

export const questionSchema = v.object({
  questionId: questionIdSchema,
  personId: v.optional(personIdSchema),
  name: v.optional(v.string()),
  anonymous: v.boolean(),
  text: v.string(),
  at: v.number(),
  votes: v.number(),
  /** Those whose vote counts and is known here: all on the server, one's own in a student's page. */
  voters: v.record(v.string(), v.literal(true)),
  status: v.variant('is', [
    v.object({ is: v.literal('open') }),
    v.object({ is: v.literal('answered'), answer: answerSchema, name: v.string(), at: v.number() }),
    v.object({ is: v.literal('dismissed'), at: v.number() }),
  ]),
});

export const questionsStateSchema = v.record(v.string(), questionSchema);

export type Question = v.InferOutput<typeof questionSchema>;
export type QuestionsState = v.InferOutput<typeof questionsStateSchema>;
export type QuestionEvent = v.InferOutput<(typeof questionEvents)[number]>;

export function foldQuestions(questions: QuestionsState, event: QuestionEvent, at: number): QuestionsState {
  if (event.type === 'question.asked') {
    const { type: _type, ...asked } = event;
    const question: Question = { ...asked, at, votes: 0, voters: {}, status: { is: 'open' } };
    return { ...questions, [event.questionId]: question };
  }
  const question = questions[event.questionId];
  if (!question) return questions;
  return { ...questions, [event.questionId]: changed(question, event, at) };
}

function changed(
  question: Question,
  event: Exclude<QuestionEvent, { type: 'question.asked' }>,
  at: number,
): Question {
  switch (event.type) {
    case 'question.voted': {
      const votes = question.votes + (event.on ? 1 : -1);
      if (event.personId === undefined) return { ...question, votes };
      const { [event.personId]: _before, ...others } = question.voters;
      return { ...question, votes, voters: event.on ? { ...others, [event.personId]: true } : others };
    }
    case 'question.answered':
      return { ...question, status: { is: 'answered', answer: event.answer, name: event.name, at } };
    case 'question.dismissed':
      return { ...question, status: { is: 'dismissed', at } };
  }
}

export type QuestionOrder = 'votes' | 'newest' | 'oldest';

/** Open ones first; dismissed ones are not listed. Equal votes: who asked first. */
export function listQuestions(questions: QuestionsState, order: QuestionOrder): Question[] {
  const listed = Object.values(questions).filter(({ status }) => status.is !== 'dismissed');
  const open = (question: Question) => (question.status.is === 'open' ? 0 : 1);
  const by: Record<QuestionOrder, (a: Question, b: Question) => number> = {
    votes: (a, b) => b.votes - a.votes || a.at - b.at,
    newest: (a, b) => b.at - a.at,
    oldest: (a, b) => a.at - b.at,
  };
  return listed.sort((a, b) => open(a) - open(b) || by[order](a, b));
}
