// Logs as the server would write them, for tests of the client only: nobody raises a hand twice.
import fc from 'fast-check';
import {
  type Event,
  type LoggedEvent,
  type MessageId,
  type PersonId,
  type PollAnswer,
  type PollId,
  type QuestionId,
  type RoomState,
  emptyRoom,
  reduce,
} from '../room/index.ts';
import { you } from './test-surroundings.ts';

const people = [
  { personId: you.personId, name: 'Ada', role: 'student' },
  { personId: 'ben' as PersonId, name: 'Ben', role: 'student' },
  { personId: 'cy' as PersonId, name: 'Cy', role: 'instructor' },
] as const;
const staff = people[2].personId;

const kinds = [
  'say',
  'react',
  'delete',
  'pin',
  'hand',
  'ask',
  'vote',
  'poll',
  'answer',
  'come',
  'mute',
  'announce',
];

export const steps = fc.array(
  fc.record({ who: fc.constantFrom(...people), what: fc.constantFrom(...kinds), n: fc.nat(3) }),
  { maxLength: 40 },
);
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never;

export function logOf(script: readonly Step[]): LoggedEvent[] {
  const log: LoggedEvent[] = [];
  let state = emptyRoom;
  for (const step of script) {
    const event = eventOf(step, state);
    if (!event) continue;
    const logged = { seq: log.length + 1, at: 10 * (log.length + 1), event };
    log.push(logged);
    state = reduce(state, logged);
  }
  return log;
}

function eventOf({ who, what, n }: Step, state: RoomState): Event | undefined {
  const { personId, name, role } = who;
  const next = state.seq + 1;
  const message = state.chat.messages.at(-1 - n);
  const question = Object.values(state.questions)[n];
  const poll = Object.values(state.polls)[n];
  switch (what) {
    case 'say':
      return {
        type: 'chat.sent',
        messageId: `m${next}` as MessageId,
        personId,
        name,
        role,
        text: `says ${next}`,
      };
    case 'react': {
      if (!message || message.deleted) return undefined;
      const on = !message.reactions['👍']?.includes(personId);
      return { type: 'chat.reacted', messageId: message.messageId, personId, reaction: '👍', on };
    }
    case 'delete':
      return message && { type: 'chat.deleted', messageId: message.messageId, personId };
    case 'pin':
      if (!message || message.deleted) return { type: 'chat.unpinned', personId: staff };
      return { type: 'chat.pinned', messageId: message.messageId, personId: staff };
    case 'hand':
      if (state.hands.some((hand) => hand.personId === personId))
        return { type: 'hand.lowered', personId, by: staff };
      return { type: 'hand.raised', personId, name };
    case 'ask': {
      const questionId = `q${next}` as QuestionId;
      return { type: 'question.asked', questionId, personId, name, anonymous: n > 1, text: `asks ${next}` };
    }
    case 'vote': {
      if (!question) return undefined;
      const { questionId, voters } = question;
      return { type: 'question.voted', questionId, personId, on: !voters[personId] };
    }
    case 'poll': {
      const form = { kind: 'single' as const, options: ['a', 'b', 'c', 'd'], correct: 1 };
      const draft = { question: `polls ${next}`, form, anonymous: n > 1 };
      return { type: 'poll.opened', pollId: `p${next}` as PollId, draft, personId: staff };
    }
    case 'answer': {
      if (!poll) return undefined;
      const attempt = poll.attempts[personId];
      const attemptId = attempt?.attemptId ?? (`a${next}` as never);
      if (!attempt) return { type: 'poll.begun', pollId: poll.pollId, attemptId, personId };
      const answer: PollAnswer = { kind: 'single', option: n };
      const replaces = attempt.answer ? { replaces: attempt.answer } : {};
      const { anonymous } = poll.draft;
      return {
        type: 'poll.answered',
        pollId: poll.pollId,
        anonymous,
        personId,
        attemptId,
        answer,
        ...replaces,
      };
    }
    case 'come':
      if (!state.people[personId]?.here) return { type: 'person.joined', personId, name, role };
      return { type: 'person.left', personId, reason: 'lost', role };
    case 'mute':
      return { type: 'person.muted', personId, muted: n > 1, by: staff };
    default:
      return { type: 'announcement.made', text: `announces ${next}`, personId: staff, name: 'Cy' };
  }
}
