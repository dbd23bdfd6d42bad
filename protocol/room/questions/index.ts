import * as v from 'valibot';
import { personIdSchema, questionIdSchema } from '../ids.ts';
import { ANSWER_TEXT_MAX, QUESTIONS_KEPT, QUESTION_TEXT_MAX } from '../limits.ts';
import type { Owned } from '../owned.ts';
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
    personId: personIdSchema,
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
  /** Empty once it is dismissed: the log has it, and nobody else needs it. */
  text: v.string(),
  at: v.number(),
  /** Of the voters that are known here: all on the server and for staff, oneself in a student’s page. */
  votes: v.number(),
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

export function foldQuestions(
  questions: QuestionsState,
  event: QuestionEvent,
  at: number,
  owned: Owned,
): QuestionsState {
  if (event.type === 'question.asked') {
    const { type: _type, ...asked } = event;
    const next = owned(questions);
    next[event.questionId] = { ...asked, at, votes: 0, voters: {}, status: { is: 'open' } };
    return makeRoom(next);
  }
  const question = questions[event.questionId];
  if (!question) return questions;
  const next = owned(questions);
  next[event.questionId] = changed(question, event, at, owned);
  return next;
}

/** In every view the same ones leave: each of them is told who is open, answered or dismissed, and in which order. */
function makeRoom(questions: QuestionsState): QuestionsState {
  const all = Object.values(questions);
  if (all.length <= QUESTIONS_KEPT) return questions;
  const gone =
    all.find(({ status }) => status.is === 'dismissed') ??
    all.find(({ status }) => status.is === 'answered') ??
    all[0];
  if (gone) Reflect.deleteProperty(questions, gone.questionId);
  return questions;
}

function changed(
  question: Question,
  event: Exclude<QuestionEvent, { type: 'question.asked' }>,
  at: number,
  owned: Owned,
): Question {
  switch (event.type) {
    case 'question.voted': {
      const voters = owned(question.voters);
      if (event.on) voters[event.personId] = true;
      else Reflect.deleteProperty(voters, event.personId);
      return { ...question, votes: question.votes + (event.on ? 1 : -1), voters };
    }
    case 'question.answered':
      return { ...question, status: { is: 'answered', answer: event.answer, name: event.name, at } };
    case 'question.dismissed':
      return { ...question, text: '', votes: 0, voters: {}, status: { is: 'dismissed', at } };
  }
}

/** `counted` is what the server counts for everyone; one's own vote shows before it does. */
export function votesFor(question: Question, counted: Readonly<Record<string, number>>): number {
  return Math.max(question.votes, counted[question.questionId] ?? 0);
}

export type QuestionOrder = 'votes' | 'newest' | 'oldest';

/** Open ones first; dismissed ones are not listed. Equal votes: who asked first. */
export function listQuestions(
  questions: QuestionsState,
  order: QuestionOrder,
  counted: Readonly<Record<string, number>>,
): Question[] {
  const listed = Object.values(questions).filter(({ status }) => status.is !== 'dismissed');
  const open = (question: Question) => (question.status.is === 'open' ? 0 : 1);
  const by: Record<QuestionOrder, (a: Question, b: Question) => number> = {
    votes: (a, b) => votesFor(b, counted) - votesFor(a, counted) || a.at - b.at,
    newest: (a, b) => b.at - a.at,
    oldest: (a, b) => a.at - b.at,
  };
  return listed.sort((a, b) => open(a) - open(b) || by[order](a, b));
}
