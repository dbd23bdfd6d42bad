import {
  type ClassId,
  type Command,
  type Event,
  type LoggedEvent,
  type PersonId,
  type RoomState,
  type SharedId,
  type SharedItem,
  type StreamId,
  refuse,
} from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { EventLog } from '../log/index.ts';
import { LastSent } from './last-sent.ts';
import { type Actor, type Decision, closeDuePolls, decide } from './pure/decide/index.ts';
import type { Outcome } from './pure/decide-batch.ts';
import { nextPollEnd } from './pure/next-poll-end.ts';
import { type LeaveReason, type Member, decideJoin, leaveEvents, restartEvents } from './pure/presence.ts';
import { type StopReason, streamStartEvents, streamStopEvents } from './pure/stream.ts';
import { ReactionCount } from './reaction-count.ts';
import type { Recent } from './recent.ts';
import { Sequencer } from './sequencer.ts';

export type { Member } from './pure/presence.ts';

/** A file as the store has it. */
export interface StoredFile {
  readonly mediaType: SharedFile['mediaType'];
  readonly bytes: number;
}

type SharedFile = Extract<SharedItem, { kind: 'file' }>;

export interface RoomOptions {
  readonly classId: ClassId;
  readonly classTitle: string;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly now: () => number;
  readonly newId: () => string;
  /** What was uploaded to this class under that id: a command can't be trusted to say. */
  readonly findFile: (classId: ClassId, fileId: SharedId) => Promise<StoredFile | undefined>;
}

const noFile = refuse('not-found', 'This file is not there. Upload it again.');
const REACTIONS_EVERY_MS = 500;
/** Longer timers fire at once in Node. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** A class while it runs. Whatever is asked of it resolves with an outcome and never rejects. */
export class Room {
  readonly #options: RoomOptions;
  readonly #sequencer: Sequencer;
  /** Sockets each person has here: they join with the first and leave with the last. */
  readonly #socketCounts = new Map<PersonId, number>();
  readonly #lastSent = new LastSent();
  readonly #reactions: ReactionCount;
  #pollTimer: NodeJS.Timeout | undefined;
  #closing: Promise<void> | undefined;

  private constructor(options: RoomOptions, sequencer: Sequencer) {
    this.#options = options;
    this.#sequencer = sequencer;
    this.#reactions = new ReactionCount((counts) => {
      void this.#happen(() => [{ type: 'reactions.sent', counts: { ...counts } }]);
    }, REACTIONS_EVERY_MS);
    sequencer.follow((events) => this.#handleLogged(events));
  }

  /** Reads the class's log; what a server that was killed left open in it is ended first. */
  static async open(options: RoomOptions): Promise<Room> {
    const room = new Room(options, await Sequencer.open(options));
    await room.#happen(restartEvents);
    await room.#closeDuePolls();
    return room;
  }

  get classId(): ClassId {
    return this.#options.classId;
  }

  get classTitle(): string {
    return this.#options.classTitle;
  }

  get state(): RoomState {
    return this.#sequencer.state;
  }

  get recent(): Recent {
    return this.#sequencer.recent;
  }

  /** A shared file is what was uploaded, whatever the command says of it. */
  async command(actor: Actor, key: string, command: Command): Promise<Outcome> {
    if (command.type !== 'share.add' || command.item.kind !== 'file')
      return this.#propose(actor, key, command);
    const stored = await this.#options.findFile(this.classId, command.item.fileId);
    if (!stored) return { ok: false, refusal: noFile };
    return this.#propose(actor, key, { ...command, item: { ...command.item, ...stored } });
  }

  /** A socket of this person is there. Each join is followed by one leave, whatever the outcome. */
  join(member: Member): Promise<Outcome> {
    this.#socketCounts.set(member.personId, (this.#socketCounts.get(member.personId) ?? 0) + 1);
    return this.#sequencer.propose({ decide: (state) => decideJoin(state, member) });
  }

  async leave(personId: PersonId, reason: LeaveReason): Promise<void> {
    const left = (this.#socketCounts.get(personId) ?? 0) - 1;
    if (left > 0) {
      this.#socketCounts.set(personId, left);
      return;
    }
    this.#socketCounts.delete(personId);
    await this.#happen((state) => leaveEvents(state, personId, reason));
  }

  /** Students can see it from now on. */
  startStream(streamId: StreamId): Promise<Outcome> {
    return this.#happen((state) => streamStartEvents(state, streamId));
  }

  stopStream(streamId: StreamId, reason: StopReason): Promise<Outcome> {
    return this.#happen((state) => streamStopEvents(state, streamId, reason));
  }

  /** Calls for what is logged from now on, in order; returns the way to end it. */
  follow(listener: (events: readonly LoggedEvent[]) => void): () => void {
    return this.#sequencer.follow(listener);
  }

  /** Everyone's presence and the stream end here, with the time that it is; safe twice. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    clearTimeout(this.#pollTimer);
    this.#reactions.flush();
    const ended = this.#happen(restartEvents);
    // Closed in the same turn: nobody can join behind the end.
    await this.#sequencer.close();
    await ended;
  }

  #handleLogged(events: readonly LoggedEvent[]): void {
    for (const logged of events) this.#lastSent.add(logged);
    if (events.some(({ event }) => event.type === 'poll.opened')) this.#waitForPollEnd();
  }

  async #closeDuePolls(): Promise<void> {
    await this.#sequencer.propose({ decide: closeDuePolls });
    this.#waitForPollEnd();
  }

  #waitForPollEnd(): void {
    clearTimeout(this.#pollTimer);
    const endsAt = nextPollEnd(this.state);
    if (endsAt === undefined || this.#closing) return;
    const waitMs = Math.min(Math.max(0, endsAt - this.#options.now()), TIMER_MAX_MS);
    this.#pollTimer = setTimeout(() => void this.#closeDuePolls(), waitMs);
  }

  async #propose(actor: Actor, key: string, command: Command): Promise<Outcome> {
    const { newId } = this.#options;
    const decideIt = (state: RoomState, now: number): Decision => {
      const lastSentAt = this.#lastSent.of(actor.personId, state);
      return decide({ state, actor, now, newId, lastSentAt }, command);
    };
    const outcome = await this.#sequencer.propose({ key, decide: decideIt });
    if (outcome.ok && command.type === 'reaction.send') this.#reactions.add(command.reaction);
    return outcome;
  }

  #happen(eventsOf: (state: RoomState) => Event[]): Promise<Outcome> {
    return this.#sequencer.propose({ decide: (state) => ({ ok: true, events: eventsOf(state) }) });
  }
}
