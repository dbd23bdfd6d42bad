// A class for tests of its rules: what is asked goes through `decide` and what happens into a log, nothing else.
import {
  type CaptionId,
  type Command,
  type Event,
  type LoggedEvent,
  type MessageId,
  type PersonId,
  type Phase,
  type PollDraft,
  type PollId,
  type QuestionId,
  type Role,
  type RoomState,
  emptyRoom,
  reduce,
} from '@rostrum/protocol/room';
import { type Actor, type Decision, decide } from './pure/decide/index.ts';
import { joinEvents } from './pure/presence.ts';

export function person(id: string, role: Role, name = id[0]!.toUpperCase() + id.slice(1)): Actor {
  return { personId: id as PersonId, name, role };
}

export const root = person('root', 'admin');
export const prof = person('prof', 'instructor', 'Grace Hopper');
export const dean = person('dean', 'instructor');
export const tutor = person('tutor', 'assistant');
export const ada = person('ada', 'student');
export const bob = person('bob', 'student');
export const gil = person('gil', 'guest');
export const everyone = [root, prof, dean, tutor, ada, bob, gil];

export const say = (text: string): Command => ({ type: 'chat.send', text });

/** In a test's own words: the types of what happened, or the code of the refusal. */
export type Outcome = Event['type'][] | string;

export function outcomeOf(decision: Decision): Outcome {
  return decision.ok ? decision.events.map(({ type }) => type) : decision.refusal.code;
}

/** What is written down of what is said, while it is said. */
export const captioned: readonly Event[] = [
  {
    ...{ type: 'captions.said', lineId: 'l1' as CaptionId, text: 'Good mourning.' },
    ...{ language: 'en', from: 1, until: 2 },
  },
  { type: 'captions.corrected', lineId: 'l1' as CaptionId, text: 'Good morning.' },
];

export class TestClass {
  readonly log: LoggedEvent[] = [];
  state: RoomState = emptyRoom;
  now = 1_000_000;
  #ids = 0;

  constructor(members: readonly Actor[] = everyone) {
    for (const member of members) this.happen(...joinEvents(this.state, member));
  }

  happen(...events: readonly Event[]): void {
    for (const event of events) {
      const logged = { seq: this.log.length + 1, at: this.now, event };
      this.log.push(logged);
      this.state = reduce(this.state, logged);
    }
  }

  /** Decided and, where it is allowed, done. */
  ask(actor: Actor, command: Command): Decision {
    const decision = this.decide(actor, command);
    if (decision.ok) this.happen(...decision.events);
    return decision;
  }

  /** Decided only. */
  decide(actor: Actor, command: Command, arrivedAt = this.now): Decision {
    const { state, now } = this;
    const sent = this.log.findLast(
      ({ event }) => event.type === 'chat.sent' && event.personId === actor.personId,
    );
    const newId = () => `id-${++this.#ids}`;
    return decide({ state, actor, now, arrivedAt, newId, lastSentAt: sent?.at }, command);
  }

  /** `ask`, in short. */
  does(actor: Actor, command: Command): Outcome {
    return outcomeOf(this.ask(actor, command));
  }

  /** Words of a refusal; undefined where there is none. */
  wordsTo(actor: Actor, command: Command): string | undefined {
    const decision = this.decide(actor, command);
    return decision.ok ? undefined : decision.refusal.text;
  }

  become(phase: Phase): void {
    this.happen({ type: 'class.phase-changed', phase });
  }

  messageBy(actor: Actor, text = 'hello'): MessageId {
    return this.#made(actor, say(text), 'chat.sent').messageId;
  }

  questionBy(actor: Actor, anonymous = false): QuestionId {
    return this.#made(actor, { type: 'question.ask', text: 'Why?', anonymous }, 'question.asked').questionId;
  }

  draftPoll(over: Partial<PollDraft> = {}): PollId {
    const draft = { ...yesOrNo, ...over };
    return this.#made(prof, { type: 'poll.draft', draft }, 'poll.drafted').pollId;
  }

  openPoll(over: Partial<PollDraft> = {}): PollId {
    const pollId = this.draftPoll(over);
    this.ask(prof, { type: 'poll.open', pollId });
    return pollId;
  }

  closedPoll(over: Partial<PollDraft> = {}): PollId {
    const pollId = this.openPoll(over);
    this.ask(prof, { type: 'poll.close', pollId });
    return pollId;
  }

  #made<T extends Event['type']>(actor: Actor, command: Command, type: T): Extract<Event, { type: T }> {
    const decision = this.ask(actor, command);
    const event = decision.ok ? decision.events.find((made) => made.type === type) : undefined;
    if (!event) throw new Error(`${command.type} made no ${type}`);
    return event as Extract<Event, { type: T }>;
  }
}

export const yesOrNo: PollDraft = {
  question: 'Is it?',
  form: { kind: 'single', options: ['yes', 'no'] },
  anonymous: false,
};
