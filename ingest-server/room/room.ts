import type {
  ClassId,
  Command,
  Event,
  LoggedEvent,
  MessageId,
  PersonId,
  RoomState,
  StreamId,
} from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { EventLog } from '../log/index.ts';
import { type Actor, type Decision, decide } from './pure/decide.ts';
import type { Outcome } from './pure/decide-batch.ts';
import { type LeaveReason, type Member, joinEvents, leaveEvents, restartEvents } from './pure/presence.ts';
import { type StopReason, streamStartEvents, streamStopEvents } from './pure/stream.ts';
import type { Recent } from './recent.ts';
import { Sequencer } from './sequencer.ts';

export type { Member } from './pure/presence.ts';

export interface RoomOptions {
  readonly classId: ClassId;
  readonly classTitle: string;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly now: () => number;
  readonly newId: () => string;
}

/** A class while it runs. Whatever is asked of it resolves with an outcome and never rejects. */
export class Room {
  readonly #options: RoomOptions;
  readonly #sequencer: Sequencer;
  /** Sockets each person has here: they join with the first and leave with the last. */
  readonly #socketCounts = new Map<PersonId, number>();
  #closing: Promise<void> | undefined;

  private constructor(options: RoomOptions, sequencer: Sequencer) {
    this.#options = options;
    this.#sequencer = sequencer;
  }

  /** Reads the class's log; what a server that was killed left open in it is ended first. */
  static async open(options: RoomOptions): Promise<Room> {
    const room = new Room(options, await Sequencer.open(options));
    await room.#happen(restartEvents);
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

  command(actor: Actor, key: string, command: Command): Promise<Outcome> {
    const decideIt = (state: RoomState, at: number): Decision =>
      decide(state, command, actor, at, { messageId: this.#options.newId() as MessageId });
    return this.#sequencer.propose({ key, decide: decideIt });
  }

  /** A socket of this person is there. Each join is followed by one leave, whatever the outcome. */
  join(member: Member): Promise<Outcome> {
    this.#socketCounts.set(member.personId, (this.#socketCounts.get(member.personId) ?? 0) + 1);
    return this.#happen((state) => joinEvents(state, member));
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
    const ended = this.#happen(restartEvents);
    // Closed in the same turn: nobody can join behind the end.
    await this.#sequencer.close();
    await ended;
  }

  #happen(eventsOf: (state: RoomState) => Event[]): Promise<Outcome> {
    return this.#sequencer.propose({ decide: (state) => ({ ok: true, events: eventsOf(state) }) });
  }
}
