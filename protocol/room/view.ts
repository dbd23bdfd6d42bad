// Who may see what. A class has two views: what everyone in it sees, and what staff see. To each comes what is one's
// own: one's hand, one's answers, votes and reactions. The same rules cut events and states, so that a snapshot with the
// events after it and one's own part is always what the whole log would give.
import * as v from 'valibot';
import { boardWithoutInk } from './board/index.ts';
import { breakoutsWithoutChats } from './breakouts/index.ts';
import { type ChatMessage, type ChatState, reactionSchema } from './chat/index.ts';
import type { Event } from './event.ts';
import { handSchema } from './hands/index.ts';
import { type PersonId, questionIdSchema } from './ids.ts';
import { type Person, isKnownToAll, personSchema, publicPerson } from './people/index.ts';
import { type Poll, type PollDraft, attemptSchema, count, emptyTally } from './polls/index.ts';
import { type Question, questionSchema } from './questions/index.ts';
import { type Role, isStaff } from './roles.ts';
import { calledSchema } from './stage/index.ts';
import type { RoomState } from './state.ts';

export type View = 'class' | 'staff';

export function viewOf(role: Role): View {
  return isStaff(role) ? 'staff' : 'class';
}

/** What of a class belongs to one person and is in no view. */
export const mineSchema = v.object({
  person: v.optional(personSchema),
  hand: v.optional(handSchema),
  /** Of one's hand among those that are up, from 1. */
  place: v.optional(v.number()),
  /** To the stage, and not answered yet. */
  called: v.optional(calledSchema),
  attempts: v.record(v.string(), attemptSchema),
  votes: v.array(questionIdSchema),
  /** One’s own reactions, by message. */
  reactions: v.record(v.string(), v.array(reactionSchema)),
  /** Asked anonymously: the view has them without a name. */
  questions: v.array(questionSchema),
});

export type Mine = v.InferOutput<typeof mineSchema>;

/** Undefined: nothing of it is for them. */
export function eventIn(view: View, event: Event): Event | undefined {
  return view === 'staff' ? forStaff(event) : forClass(event);
}

/** Whose own event it is, where they see more of it than their view does: they are told it whole. */
export function ownerIn(view: View, event: Event): PersonId | undefined {
  switch (event.type) {
    case 'poll.begun':
    case 'poll.answered':
      return event.personId;
    case 'person.joined':
    case 'person.left':
    case 'person.muted':
    case 'person.removed':
    case 'person.readmitted':
    case 'person.allowed':
    case 'person.forgotten':
    case 'hand.raised':
    case 'hand.lowered':
    case 'question.asked':
    case 'question.voted':
    case 'chat.reacted':
    case 'stage.called':
    case 'stage.uncalled':
      return view === 'class' ? event.personId : undefined;
    default:
      return undefined;
  }
}

function forStaff(event: Event): Event | undefined {
  switch (event.type) {
    case 'poll.begun':
    case 'board.drawn':
    case 'board.checkpointed':
    case 'breakouts.said':
    case 'captions.said':
    case 'captions.corrected':
      return undefined;
    case 'poll.answered': {
      if (!event.anonymous) return event;
      const { personId: _person, attemptId: _attempt, ...told } = event;
      return told;
    }
    default:
      return event;
  }
}

// Hands, votes, reactions and answers are told to everyone as numbers: one by one they would flood a large class.
function forClass(event: Event): Event | undefined {
  switch (event.type) {
    case 'person.joined':
    case 'person.left':
      return isKnownToAll(event) ? event : undefined;
    case 'person.muted':
    case 'person.removed':
    case 'person.readmitted':
    case 'person.allowed':
    case 'person.forgotten':
    case 'hand.raised':
    case 'hand.lowered':
    case 'question.voted':
    case 'chat.reacted':
    case 'poll.begun':
    case 'poll.answered':
    case 'poll.drafted':
    case 'poll.discarded':
    case 'board.drawn':
    case 'board.checkpointed':
    case 'breakouts.said':
    case 'captions.said':
    case 'captions.corrected':
    case 'stage.called':
    case 'stage.uncalled':
    case 'note.written':
    case 'note.removed':
      return undefined;
    case 'question.asked': {
      if (!event.anonymous) return event;
      const { personId: _person, name: _name, ...told } = event;
      return told;
    }
    case 'poll.opened':
      return { ...event, draft: withoutCorrect(event.draft) };
    default:
      return event;
  }
}

export function stateIn(view: View, state: RoomState): RoomState {
  const board = boardWithoutInk(state.board);
  const breakouts = breakoutsWithoutChats(state.breakouts);
  if (view === 'staff') return { ...state, board, breakouts, polls: mapValues(state.polls, pollForStaff) };
  const known = Object.entries(state.people).flatMap(([id, person]) =>
    isKnownToAll(person) ? [[id, publicPerson(person)] as const] : [],
  );
  const shown = Object.entries(state.polls).filter(([, { status }]) => status.is !== 'draft');
  return {
    ...state,
    people: Object.fromEntries(known),
    hands: [],
    notes: [],
    stage: { ...state.stage, called: [] },
    chat: withReactions(state.chat, () => ({})),
    questions: mapValues(state.questions, questionForClass),
    polls: mapValues(Object.fromEntries(shown), pollForClass),
    board,
    breakouts,
  };
}

export function mineIn(state: RoomState, personId: PersonId): Mine {
  const person: Person | undefined = state.people[personId];
  const index = state.hands.findIndex((hand) => hand.personId === personId);
  const hand = state.hands[index];
  const called = state.stage.called.find((one) => one.personId === personId);
  const attempts = Object.values(state.polls).flatMap(({ pollId, attempts: of }) => {
    const own = of[personId];
    return own ? [[pollId, own] as const] : [];
  });
  const questions = Object.values(state.questions);
  return {
    ...(person ? { person } : {}),
    ...(hand ? { hand, place: index + 1 } : {}),
    ...(called ? { called } : {}),
    attempts: Object.fromEntries(attempts),
    votes: questions.filter(({ voters }) => voters[personId]).map(({ questionId }) => questionId),
    reactions: reactionsOf(state.chat, personId),
    questions: questions
      .filter((question) => question.anonymous && question.personId === personId)
      .map((question) => ({ ...question, ...noVotes })),
  };
}

/** A view with one's own part in it: what this person sees. Whatever it said of them before no longer counts. */
export function withMine(view: View, state: RoomState, personId: PersonId, mine: Mine): RoomState {
  const people = mine.person ? { ...state.people, [personId]: mine.person } : state.people;
  const polls = mapValues(state.polls, (poll) =>
    withAttempt(view, poll, personId, mine.attempts[poll.pollId]),
  );
  if (view === 'staff') return { ...state, people, polls };
  const votes = new Set(mine.votes);
  const own = new Map(mine.questions.map((question) => [question.questionId, question]));
  const questions = mapValues(state.questions, (question) => ({
    ...(own.get(question.questionId) ?? question),
    ...(votes.has(question.questionId) ? { votes: 1, voters: { [personId]: true as const } } : noVotes),
  }));
  const chat = withReactions(state.chat, ({ messageId }) =>
    Object.fromEntries((mine.reactions[messageId] ?? []).map((reaction) => [reaction, [personId]])),
  );
  const stage = { ...state.stage, called: mine.called ? [mine.called] : [] };
  return { ...state, people, polls, questions, chat, stage, hands: mine.hand ? [mine.hand] : [] };
}

const noVotes = { votes: 0, voters: {} };

function reactionsOf({ messages, pinned }: ChatState, personId: PersonId): Mine['reactions'] {
  const own = [...messages, ...(pinned ? [pinned] : [])].flatMap(({ messageId, reactions }) => {
    const theirs = reactionSchema.options.filter((reaction) => reactions[reaction]?.includes(personId));
    return theirs.length > 0 ? [[messageId, theirs] as const] : [];
  });
  return Object.fromEntries(own);
}

function withReactions(
  chat: ChatState,
  reactionsTo: (message: ChatMessage) => ChatMessage['reactions'],
): ChatState {
  const changed = (message: ChatMessage) => ({ ...message, reactions: reactionsTo(message) });
  const { messages, pinned } = chat;
  return { ...chat, messages: messages.map(changed), ...(pinned ? { pinned: changed(pinned) } : {}) };
}

function withAttempt(
  view: View,
  poll: Poll,
  personId: PersonId,
  own: Poll['attempts'][string] | undefined,
): Poll {
  if (view === 'class') {
    const none = emptyTally(poll.draft.form);
    const tally = own?.answer ? count(none, own.answer, undefined) : none;
    return { ...poll, tally, attempts: own ? { [personId]: own } : {} };
  }
  const { [personId]: _before, ...others } = poll.attempts;
  return { ...poll, attempts: own ? { ...others, [personId]: own } : others };
}

function questionForClass(question: Question): Question {
  if (!question.anonymous) return { ...question, ...noVotes };
  const { personId: _person, name: _name, ...told } = question;
  return { ...told, ...noVotes };
}

function pollForStaff(poll: Poll): Poll {
  if (poll.draft.anonymous) return { ...poll, attempts: {} };
  const answered = Object.entries(poll.attempts).filter(([, { answer }]) => answer !== undefined);
  return { ...poll, attempts: Object.fromEntries(answered) };
}

function pollForClass(poll: Poll): Poll {
  return { ...poll, draft: withoutCorrect(poll.draft), attempts: {}, tally: emptyTally(poll.draft.form) };
}

function withoutCorrect(draft: PollDraft): PollDraft {
  const { form } = draft;
  if (form.kind !== 'single' && form.kind !== 'multiple') return draft;
  const { correct: _correct, ...rest } = form;
  return { ...draft, form: rest };
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
