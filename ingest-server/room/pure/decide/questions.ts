import {
  type CommandOf,
  QUESTIONS_KEPT,
  QUESTIONS_OPEN_MAX,
  type Question,
  type QuestionId,
  type RoomState,
  isStaff,
} from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { type Context, type Decision, events, no, roleIn } from './context.ts';

export function askQuestion({ state, actor, newId }: Context, command: CommandOf<'question.ask'>): Decision {
  const text = cleanText(command.text);
  if (text === '') return no('empty', 'There is nothing in this question.');
  if (state.people[actor.personId]?.muted && !isStaff(roleIn(state, actor))) {
    return no('muted', 'Staff have muted you in this class.');
  }
  const open = Object.values(state.questions).filter(({ status }) => status.is === 'open');
  const own = open.filter(({ personId }) => personId === actor.personId);
  if (own.length >= QUESTIONS_OPEN_MAX) {
    return no('too-many', `You have ${own.length} open questions. Wait until one is answered.`);
  }
  if (open.length >= QUESTIONS_KEPT) {
    return no('too-many', `This class has ${open.length} open questions. Wait until some are answered.`);
  }
  const { anonymous } = command;
  const questionId = newId() as QuestionId;
  return events({
    type: 'question.asked',
    questionId,
    personId: actor.personId,
    name: actor.name,
    anonymous,
    text,
  });
}

export function voteQuestion(
  { state, actor }: Context,
  { questionId, on }: CommandOf<'question.vote'>,
): Decision {
  const question = thereStill(state, questionId);
  if ('ok' in question) return question;
  if ((question.voters[actor.personId] ?? false) === on) return events();
  if (question.status.is === 'answered') return answered;
  return events({ type: 'question.voted', questionId, personId: actor.personId, on });
}

export function answerQuestion({ state, actor }: Context, command: CommandOf<'question.answer'>): Decision {
  const question = thereStill(state, command.questionId);
  if ('ok' in question) return question;
  const answer =
    command.answer.how === 'text'
      ? { ...command.answer, text: cleanText(command.answer.text) }
      : command.answer;
  if (answer.how === 'text' && answer.text === '') return no('empty', 'There is nothing in this answer.');
  const { status } = question;
  if (status.is === 'answered') return isSame(status.answer, answer) ? events() : answered;
  const { personId, name } = actor;
  return events({ type: 'question.answered', questionId: command.questionId, answer, name, personId });
}

export function dismissQuestion(
  { state, actor }: Context,
  { questionId }: CommandOf<'question.dismiss'>,
): Decision {
  const question = state.questions[questionId];
  if (!question) return no('not-found', 'There is no such question.');
  if (question.status.is === 'dismissed') return events();
  return events({ type: 'question.dismissed', questionId, personId: actor.personId });
}

const answered = no('closed', 'This question has been answered.');

function thereStill(state: RoomState, questionId: QuestionId): Question | Decision {
  const question = state.questions[questionId];
  if (!question || question.status.is === 'dismissed') return no('not-found', 'There is no such question.');
  return question;
}

type Answer = CommandOf<'question.answer'>['answer'];

function isSame(a: Answer, b: Answer): boolean {
  return a.how === 'text' ? b.how === 'text' && a.text === b.text : a.how === b.how;
}
