// What a class might go through, for property tests: random people ask random things of what is there, and `decide`
// says what becomes of it, so that every log is one that a server could have written. What must stay hidden has a
// mark in its text that a test can look for.
import {
  type AttemptId,
  type BreakoutId,
  type Command,
  type CommandType,
  type DeckId,
  type MessageId,
  type NoteId,
  type PersonId,
  type PollAnswer,
  type PollForm,
  type PollId,
  type QuestionId,
  REACTIONS,
  type Role,
  type RoomState,
  type Scene,
  type SharedId,
  type StreamId,
  commandSchema,
  roleSchema,
} from '@rostrum/protocol/room';
import fc from 'fast-check';
import { type Actor, tidy } from './pure/decide/index.ts';
import { doDue } from './pure/due.ts';
import { joinEvents, leaveEvents, restartEvents } from './pure/presence.ts';
import { backToStage } from './pure/stage-time.ts';
import * as streams from './pure/stream.ts';
import { TestClass, ada, bob, captioned, everyone } from './test-class.ts';

const commandTypes = commandSchema.options.map(({ entries }) => entries.type.literal);
/** Asked for more often, because much must come together before they do anything. */
const favourites: readonly CommandType[] = [
  ...(['question.ask', 'question.vote', 'hand.raise', 'poll.draft', 'poll.open', 'poll.open'] as const),
  ...(['poll.begin', 'poll.answer', 'poll.answer', 'poll.answer', 'chat.react', 'person.set-role'] as const),
  ...(['stage.call', 'stage.call', 'stage.accept', 'person.remove', 'person.readmit'] as const),
  ...(['breakouts.open', 'breakouts.move', 'breakouts.enter', 'breakouts.say', 'breakouts.say'] as const),
  ...(['poll.close', 'poll.publish', 'poll.hide'] as const),
];
const happenings = [
  'join',
  'join',
  'leave',
  'lose',
  'restart',
  'time',
  'stream',
  'trouble',
  'reactions',
  'checkpoint',
] as const;

export type Step =
  | { is: 'command'; who: number; type: CommandType; n: number; m: number }
  | { is: 'happening'; who: number; what: (typeof happenings)[number]; n: number };

const who = fc.nat(everyone.length - 1);
const n = fc.nat(7);

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ is: fc.constant('command' as const), who, n, m: n },
      type: fc.constantFrom(...commandTypes, ...favourites, ...favourites),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ is: fc.constant('happening' as const), who, n },
      what: fc.constantFrom(...happenings),
    }),
  },
);

export const anyScript = fc.array(anyStep, { maxLength: 120, size: 'max' });

/** The log of a class that was under way already, and then went through all this. */
export function play(script: readonly Step[]): TestClass {
  const its = new TestClass();
  its.openPoll({ question: 'drafts 1000', form: forms[0]!, anonymous: true });
  its.openPoll({ question: 'drafts 1001', form: forms[3]! });
  its.openPoll({ question: 'drafts 1002', form: forms[1]!, marks: 2 });
  its.messageBy(ada);
  its.questionBy(bob, true);
  script.forEach((step, i) => take(its, step, i));
  return its;
}

function take(its: TestClass, step: Step, i: number): void {
  its.now += 700;
  const actor = everyone[step.who]!;
  if (step.is === 'command') its.ask(actor, commandOf(its.state, actor, step, i));
  else happen(its, actor, step);
}

function happen(its: TestClass, actor: Actor, { what, n: at }: Extract<Step, { is: 'happening' }>): void {
  const streamId = `stream-${at % 3}` as StreamId;
  switch (what) {
    case 'join':
      // Now and then with a token that says something else than the last one.
      its.happen(...joinEvents(its.state, { ...actor, role: roleAt(at) ?? actor.role }));
      its.happen(...backToStage(its.state, actor.personId, its.now));
      return;
    case 'leave':
    case 'lose':
      its.happen(...leaveEvents(its.state, actor.personId, what === 'leave' ? 'left' : 'lost'));
      return;
    case 'restart':
      its.happen(...restartEvents(its.state));
      return;
    case 'time': {
      its.now += at * 5_000;
      const due = doDue(its.state, its.now);
      if (due.ok) its.happen(...due.events);
      const tidied = tidy(its.state, its.now, soonTidied);
      if (tidied.ok) its.happen(...tidied.events);
      return;
    }
    case 'stream':
      its.happen(
        ...(at % 2 === 0
          ? streams.streamStartEvents(its.state, streamId)
          : streams.streamStopEvents(its.state, streamId, 'lost')),
      );
      return;
    case 'trouble': {
      const { stream } = its.state;
      if (stream.status !== 'live') return;
      its.happen(
        ...streams.leftOutEvents(its.state, stream.streamId, at < 4 ? ['v720'] : [], 'it came too late'),
      );
      its.happen(...streams.recordingEvents(its.state, stream.streamId, at % 2 === 0, 'the disk is full'));
      its.happen(...streams.sourceEvents(its.state, stream.streamId, at % 3 === 0 ? 'encoder' : 'studio'));
      its.happen(...streams.slateEvents(its.state, stream.streamId, at % 2 === 1));
      return;
    }
    case 'checkpoint':
      its.happen({ type: 'board.checkpointed', update: 'AAAA' }, ...captioned);
      return;
    case 'reactions':
      its.happen({ type: 'reactions.sent', counts: { [REACTIONS[at % REACTIONS.length]!]: at + 1 } });
      return;
  }
}

/** So soon that a short script meets it. */
const soonTidied = { handAwayMaxMs: 5_000, guestAwayMaxMs: 1, peopleKept: 3 };

function roleAt(at: number): Role | undefined {
  return at < roleSchema.options.length ? roleSchema.options[at] : undefined;
}

/** Of what is there, the newest first; what is not there at all now and then. */
function pick<T extends string>(ids: readonly string[], at: number): T {
  return (ids.at(-1 - at) ?? ids.at(-1) ?? 'nothing') as T;
}

export function commandOf(
  state: RoomState,
  { personId }: Actor,
  { type, n: at, m }: Extract<Step, { is: 'command' }>,
  i: number,
): Command {
  const messageId = pick<MessageId>(
    state.chat.messages.map((message) => message.messageId),
    at,
  );
  const questionId = pick<QuestionId>(Object.keys(state.questions), at);
  const polls = Object.values(state.polls);
  const fitting = polls.filter(({ status }) => status.is === (wantedOf[type] ?? status.is));
  const pollId = pick<PollId>(
    fitting.map((poll) => poll.pollId),
    m % 4,
  );
  const other = everyone[m % everyone.length]!.personId;
  const guest = state.stage.guests.at(-1)?.personId ?? other;
  const on = m % 3 > 0;
  const breakoutId = pick<BreakoutId>(
    state.breakouts.rooms.map((room) => room.breakoutId),
    at,
  );
  const [handout] = state.handouts;
  const deckId = 'deckId' in state.slides ? state.slides.deckId : ('deck-0' as DeckId);
  switch (type) {
    case 'chat.send':
      return {
        type,
        text: at === 0 ? `@staff ${i}` : `says ${i}`,
        ...(m === 0 ? { replyTo: messageId } : {}),
      };
    case 'chat.react':
      return { type, messageId, reaction: REACTIONS[m % 2]!, on };
    case 'chat.delete':
    case 'chat.pin':
      return { type, messageId };
    case 'chat.limit':
      return { type, slowModeMs: at === 0 ? 1_000 : 0, staffOnly: m === 0 };
    case 'question.ask':
      return { type, text: `asks ${i}`, anonymous: on };
    case 'question.vote':
      return { type, questionId, on };
    case 'question.answer':
      return { type, questionId, answer: on ? { how: 'live' } : { how: 'text', text: `explains ${i}` } };
    case 'question.dismiss':
      return { type, questionId };
    case 'hand.lower':
      return { type, ...(on ? { personId: other } : {}) };
    case 'poll.draft': {
      const form = forms[at % forms.length]!;
      const isQuiz = 'correct' in form && m % 2 === 0;
      const draft = { question: `drafts ${i}`, form, anonymous: m % 4 > 1, ...(isQuiz ? { marks: 2 } : {}) };
      const timer = at % 3 === 0 ? { timerMs: 20_000 } : {};
      return { type, ...(m === 7 ? { pollId } : {}), draft: { ...draft, ...timer } };
    }
    case 'poll.discard':
    case 'poll.open':
    case 'poll.close':
    case 'poll.publish':
    case 'poll.hide':
      return { type, pollId };
    case 'poll.begin':
    case 'poll.answer': {
      const attemptId = `attempt-of-${personId}-${m % 2}` as AttemptId;
      if (type === 'poll.begin') return { type, pollId, attemptId };
      return { type, pollId, attemptId, answer: answerOf(state, pollId, personId, at) };
    }
    case 'person.mute':
      return { type, personId: other, muted: at > 0 };
    case 'person.remove':
      return { type, personId: other, reason: `because-${i}` };
    case 'person.readmit':
    case 'class.hand-over':
      return { type, personId: other };
    case 'person.allow':
      return { type, personId: other, what: at % 2 === 0 ? 'screen' : 'draw', allowed: at > 1 };
    case 'person.set-role':
      return { type, personId: other, role: (['student', 'assistant', 'instructor'] as const)[at % 3]! };
    case 'announcement.make':
      return { type, text: `announces ${i}` };
    case 'reaction.send':
      return { type, reaction: REACTIONS[at % REACTIONS.length]! };
    case 'note.write':
      return { type, text: `@staff notes ${i}` };
    case 'note.remove': {
      const ids = state.notes.map((note) => note.noteId);
      return { type, noteId: pick<NoteId>(ids, at) };
    }
    case 'share.add':
      return { type, item: { kind: 'link', url: 'https://example.org/', title: `shares ${i}` } };
    case 'share.remove': {
      const ids = state.shared.map((shared) => shared.sharedId);
      return { type, sharedId: pick<SharedId>(ids, at) };
    }
    case 'board.draw':
      return { type, ...(at < 2 ? { breakoutId } : {}), update: 'AAAA'.repeat(1 + at), onlyErases: on };
    case 'board.allow-all':
      return { type, allowed: on };
    case 'stage.call':
      return { type, personId: other, ...(on ? { forMs: 10_000 + at } : {}) };
    case 'stage.limit':
      return { type, personId: guest, ...(on ? { forMs: 10_000 + at } : {}) };
    case 'stage.dismiss':
      return { type, personId: guest };
    case 'stage.hold':
      return { type, personId: guest, part: at % 2 === 0 ? 'camera' : 'microphone', held: m % 2 === 0 };
    case 'breakouts.open': {
      const members = [other, everyone[at % everyone.length]!.personId];
      const rooms = [
        { name: 'Red', members },
        { name: 'Red', members: [personId] },
      ];
      return { type, rooms, mayChoose: on, ...(at === 0 ? { forMs: 30_000 } : {}) };
    }
    case 'breakouts.move':
      return { type, personId: other, ...(m === 0 ? {} : { breakoutId }) };
    case 'breakouts.enter':
      return { type, breakoutId };
    case 'breakouts.say':
      return { type, text: `whispers ${i}` };
    case 'breakouts.tell':
      return { type, text: `tells all ${i}` };
    case 'breakouts.limit':
      return { type, ...(on ? { forMs: 30_000 + at } : {}) };
    case 'slides.open':
      return { type, deckId: `deck-${m % 2}` as DeckId, title: 'slides', pages: 6, page: 1 + (at % 7) };
    case 'slides.turn':
      return { type, page: 1 + at, ...(on ? { title: `turns ${i}` } : {}) };
    case 'slides.hand-out':
      return { type, deckId, page: 1, fileId: `page-${i}` as SharedId };
    case 'slides.take-back':
    case 'slides.close':
      return handout && on ? { type: 'slides.take-back', deckId: handout.deckId } : { type: 'slides.close' };
    case 'scene.show':
      return { type, scene: scenes[at % scenes.length]! };
    case 'class.end':
      return at === 0 ? { type } : { type: 'class.start' };
    default:
      return { type };
  }
}

const wantedOf: Partial<Record<CommandType, 'draft' | 'open' | 'closed'>> = {
  'poll.draft': 'draft',
  'poll.discard': 'draft',
  'poll.open': 'draft',
  'poll.begin': 'open',
  'poll.answer': 'open',
  'poll.close': 'open',
  'poll.publish': 'closed',
  'poll.hide': 'closed',
};

const scenes: readonly Scene[] = [
  { kind: 'camera' },
  { kind: 'picture-in-picture', content: 'slides' },
  { kind: 'slides' },
  { kind: 'custom', name: ' My\nscene ' },
];

const options = ['one', 'two', 'three'];
const forms: readonly PollForm[] = [
  { kind: 'single', options, correct: 1 },
  { kind: 'multiple', options, correct: [0, 2] },
  { kind: 'rating', max: 4 },
  { kind: 'text' },
  { kind: 'single', options },
];

function answerOf(state: RoomState, pollId: PollId, personId: PersonId, at: number): PollAnswer {
  const kind = state.polls[pollId]?.draft.form.kind ?? 'text';
  switch (kind) {
    case 'single':
      return { kind, option: at % 4 };
    case 'multiple':
      return { kind, options: [0, 1, 2].filter((option) => (at >> option) % 2 === 1) };
    case 'rating':
      return { kind, rating: 1 + (at % 5) };
    case 'text':
      return { kind, text: `answer-of-${personId}-${at % 3}` };
  }
}
