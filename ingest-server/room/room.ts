import {
  type BreakoutId,
  type ClassId,
  type Command,
  type Event,
  type LoggedEvent,
  type PersonId,
  type RoomState,
  type StreamId,
  type StreamSource,
  type View,
  refuse,
} from '@rostrum/protocol/room';
import { hash } from 'node:crypto';
import type { History } from '../log/index.ts';
import { BoardDocs } from './board/board-docs.ts';
import { DueTimer } from './due-timer.ts';
import { LogClock } from './log-clock.ts';
import { LastSent } from './last-sent.ts';
import { fileOf, withFile } from './pure/asked-file.ts';
import { type Actor, type Decision, decide, tidy } from './pure/decide/index.ts';
import { type CaptionAuthor, type WrittenCaptions, writeCaptions } from './pure/captions.ts';
import type { Replay } from './pure/choose-replay.ts';
import type { Journey, Outcome, Proposal } from './pure/decide-batch.ts';
import { type Past, sharesPast } from './pure/histories.ts';
import { pause } from './pause.ts';
import { bringsDueNearer, doDue, nextDue } from './pure/due.ts';
import { type LeaveReason, type Member, decideJoin, leaveEvents, restartEvents } from './pure/presence.ts';
import { isAtRest } from './pure/rest.ts';
import * as streams from './pure/stream.ts';
import { ReactionCount } from './reaction-count.ts';
import type { Recent } from './recent.ts';
import type { RoomOptions } from './room-options.ts';
import { Sequencer } from './sequencer.ts';

export type { Member } from './pure/presence.ts';

export type { RoomOptions } from './room-options.ts';

const noFile = refuse('not-found', 'This file is not there. Upload it again.');
const unreadable = refuse('malformed', 'The board could not read this.');
const noFileNow = refuse('server-error', 'The file could not be looked up. Try again in a moment.', 1000);
const REACTIONS_EVERY_MS = 500;
const TIDY_EVERY_MS = 60_000;

export interface OpenOptions extends RoomOptions {
  /** A bug has ended the room: nothing can be done in it any more. Close it, and open the class anew. */
  readonly handleBroken?: (room: Room) => void;
}

/** A class while it runs. Whatever is asked of it resolves with an outcome and never rejects. */
export class Room {
  readonly #options: RoomOptions;
  readonly #sequencer: Sequencer;
  readonly #clock: LogClock;
  readonly #logId: string;
  readonly #histories: readonly History[];
  /** Sockets each person has here: they join with the first and leave with the last. */
  readonly #socketCounts = new Map<PersonId, number>();
  readonly #lastSent = new LastSent();
  readonly #reactions: ReactionCount;
  readonly #boards: BoardDocs;
  readonly #due: DueTimer;
  readonly #tidying: NodeJS.Timeout;
  #closing: Promise<void> | undefined;

  private constructor(options: RoomOptions, { sequencer, clock, logId, histories }: Opened) {
    this.#options = options;
    this.#sequencer = sequencer;
    this.#clock = clock;
    this.#logId = logId;
    this.#histories = histories;
    this.#reactions = new ReactionCount((counts) => {
      // Under a key of its own: written while the answer got lost, they would else be counted again.
      void this.#happen(() => [{ type: 'reactions.sent', counts: { ...counts } }], options.newId());
    }, REACTIONS_EVERY_MS);
    const { classId, logger } = options;
    this.#boards = new BoardDocs({
      handleLeftOut: (count) =>
        logger.warn({ classId, count }, 'changes of a board that no page can read were left out'),
      handleUnread: (error) => logger.warn({ error, classId }, 'a change of a board was refused'),
    });
    this.#due = new DueTimer({
      nextAt: () => (this.#closing || sequencer.isBroken ? undefined : nextDue(sequencer.state)),
      now: () => clock.now(),
      act: () => this.#doDue(),
    });
    sequencer.follow((events) => this.#handleLogged(events));
    this.#tidying = setInterval(() => void sequencer.propose({ decide: tidy }), TIDY_EVERY_MS);
  }

  /** Reads the class's log; what a server that was killed left open in it is ended first. */
  static async open(options: OpenOptions): Promise<Room> {
    const { classId, log, newId, handleBroken } = options;
    const monotonicNow = options.monotonicNow ?? (() => performance.now());
    const clock = new LogClock({ now: options.now, monotonicNow });
    let opened: Room | undefined;
    const sequencer = await Sequencer.open({
      ...options,
      clock,
      monotonicNow,
      random: options.random ?? Math.random,
      pause: options.pause ?? pause,
      handleBroken: () => opened && handleBroken?.(opened),
    });
    try {
      const logId = newId();
      const histories = await log.beginHistory(classId, { id: logId, fromSeq: sequencer.state.seq });
      const room = new Room(options, { sequencer, clock, logId, histories });
      const streamGoesOn = await room.#resumeStream();
      await room.#happen((state) => restartEvents(state, streamGoesOn));
      await room.#due.act();
      if (sequencer.isBroken) {
        await room.close();
        throw new Error('a bug ended it while it was opened');
      }
      return (opened = room);
    } catch (error) {
      await sequencer.close();
      throw error;
    }
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

  /** All that is on the class's board in the log, or on that of a breakout room, as one update. */
  boardWhole(breakoutId?: BreakoutId): string {
    return this.#boards.whole(this.state.board, breakoutId);
  }

  /** Which log it is that numbers of events are said of; a page says it with the last number that it has. */
  get logId(): string {
    return this.#logId;
  }

  /** Whether anything may happen here by itself, or somebody is here. */
  get isNeeded(): boolean {
    return this.#socketCounts.size > 0 || !isAtRest(this.state);
  }

  /** What brings a page up to date that was told so much before; `past` is missing where it knows nothing. */
  replay(view: View, past: Past | undefined): Replay {
    const isOurs = past && sharesPast(this.#histories, past);
    return this.recent.replay(view, isOurs ? past.since : undefined, this.state);
  }

  /** Whether this person's command with this key is logged, or on its way: saying it again asks only for its answer. */
  knows(personId: PersonId, key: string): boolean {
    return this.#sequencer.knows(ownKey(personId, key));
  }

  /**
   * To be called in the turn in which it arrives: that is the time which counts for a poll that closes. A shared file
   * is what was uploaded, whatever the command says of it. `journey`: where somebody follows it.
   */
  async command(actor: Actor, key: string, command: Command, journey?: Journey): Promise<Outcome> {
    const asked = { actor, key, command, journey, arrivedAt: this.#clock.now() };
    if (command.type === 'board.draw') {
      const reading = this.#boards.read(command.update);
      if (!reading) return { ok: false, refusal: unreadable };
      return this.#propose(asked, { ...command, ...reading });
    }
    const fileId = fileOf(command);
    if (fileId === undefined) return this.#propose(asked);
    try {
      const stored = await this.#options.findFile(this.classId, fileId);
      return await this.#propose(asked, (stored && withFile(command, stored)) ?? 'no file');
    } catch (error) {
      this.#options.logger.error({ error, classId: this.classId }, 'a shared file could not be looked up');
      return { ok: false, refusal: noFileNow };
    }
  }

  /** A socket of this person is there. Each join is followed by one leave, whatever the outcome. */
  join(member: Member): Promise<Outcome> {
    this.#socketCounts.set(member.personId, (this.#socketCounts.get(member.personId) ?? 0) + 1);
    return this.#sequencer.propose({ decide: (state, now) => decideJoin(state, member, now) });
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
    return this.#happen((state) => streams.streamStartEvents(state, streamId));
  }

  /** These renditions are missing from now on, and why. */
  leaveOut(streamId: StreamId, names: readonly string[], because: string): Promise<Outcome> {
    return this.#happen((state) => streams.leftOutEvents(state, streamId, names, because));
  }

  /** Whether what goes out is recorded from now on, and why not. */
  tellRecording(streamId: StreamId, isRecorded: boolean, because?: string): Promise<Outcome> {
    return this.#happen((state) => streams.recordingEvents(state, streamId, isRecorded, because));
  }

  tellSource(streamId: StreamId, source: StreamSource): Promise<Outcome> {
    return this.#happen((state) => streams.sourceEvents(state, streamId, source));
  }

  /** Whether our own picture stands for the lecture from now on. */
  tellSlate(streamId: StreamId, on: boolean): Promise<Outcome> {
    return this.#happen((state) => streams.slateEvents(state, streamId, on));
  }

  stopStream(streamId: StreamId, reason: streams.StopReason): Promise<Outcome> {
    return this.#happen((state) => streams.streamStopEvents(state, streamId, reason));
  }

  /** Under a key it counts once, however often it is said. */
  caption(written: WrittenCaptions, author: CaptionAuthor, key?: string): Promise<Outcome> {
    const decideIt = (state: RoomState, at: number) => writeCaptions(state, written, author, at);
    return this.#sequencer.propose({ ...(key === undefined ? {} : { key }), decide: decideIt });
  }

  /** Calls for what is logged from now on, in order; returns the way to end it. */
  follow(listener: (events: readonly LoggedEvent[]) => void): () => void {
    return this.#sequencer.follow(listener);
  }

  /** Everyone's presence ends here with the time that it is, and the stream where it can't go on; safe twice. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    this.#due.close();
    clearInterval(this.#tidying);
    this.#reactions.flush();
    // Where streams can go on, the next server says which does.
    const streamGoesOn = this.#options.resumeStream !== undefined;
    const ended = this.#happen((state) => restartEvents(state, streamGoesOn));
    // Closed in the same turn: nobody can join behind the end.
    await this.#sequencer.close();
    await ended;
    this.#boards.close();
    // What was still counted meanwhile is no longer taken.
    this.#reactions.flush();
  }

  async #resumeStream(): Promise<boolean> {
    const { stream } = this.state;
    const { classId, resumeStream, logger } = this.#options;
    if (stream.status !== 'live' || !resumeStream) return false;
    try {
      return await resumeStream(classId, stream.streamId);
    } catch (error) {
      logger.error(
        { error, classId, streamId: stream.streamId },
        'a stream could not go on after the restart',
      );
      return false;
    }
  }

  #handleLogged(events: readonly LoggedEvent[]): void {
    for (const logged of events) this.#lastSent.add(logged);
    if (events.some(({ event }) => bringsDueNearer(event))) this.#due.set();
    if (this.#boards.handleLogged(events, this.state.board))
      void this.#happen(({ board }) => this.#boards.checkpoints(board));
  }

  async #doDue(): Promise<boolean> {
    // Of the time that it was asked: answers which arrive from now on wait behind it, and another poll's may be in time.
    const dueAt = this.#clock.now();
    const outcome = await this.#sequencer.propose({
      untilWritten: true,
      decide: (state) => doDue(state, dueAt),
    });
    return outcome.ok;
  }

  /** `known` is the command with what the server knows of it; one whose key is logged is done, whatever is so now. */
  #propose(
    { actor, key, command, journey, arrivedAt }: Asked,
    known: Command | 'no file' = command,
  ): Promise<Outcome> {
    const { newId } = this.#options;
    const decideIt = (state: RoomState, now: number): Decision => {
      const lastSentAt = this.#lastSent.of(actor.personId, state);
      const context = { state, actor, now, arrivedAt, newId, lastSentAt };
      const decision = decide(context, known === 'no file' ? command : known);
      if (decision.ok && known === 'no file') return { ok: false, refusal: noFile };
      if (!decision.ok || known === 'no file' || known.type !== 'board.draw') return decision;
      // Tried on what is there, for logged it would keep everybody from the board.
      const isTaken = this.#boards.take(state.board, known.update, known.breakoutId);
      return isTaken ? decision : { ok: false, refusal: unreadable };
    };
    return this.#sequencer.propose({
      ...{ key: ownKey(actor.personId, key), journey },
      mark: hash('sha1', JSON.stringify(command), 'base64url'),
      decide: decideIt,
      handleDone: () => {
        if (command.type === 'reaction.send') this.#reactions.add(command.reaction);
      },
    });
  }

  #happen(eventsOf: (state: RoomState) => Event[], key?: string): Promise<Outcome> {
    const proposal: Proposal = {
      untilWritten: true,
      decide: (state) => ({ ok: true, events: eventsOf(state) }),
    };
    return this.#sequencer.propose(key === undefined ? proposal : { ...proposal, key });
  }
}

interface Opened {
  readonly sequencer: Sequencer;
  readonly clock: LogClock;
  readonly logId: string;
  readonly histories: readonly History[];
}

interface Asked {
  readonly actor: Actor;
  readonly key: string;
  readonly command: Command;
  readonly journey: Journey | undefined;
  readonly arrivedAt: number;
}

/** Pages make their keys by themselves: nobody else's key can be met, whatever a page makes. */
function ownKey(personId: PersonId, key: string): string {
  return `${personId} ${key}`;
}
