import {
  type ClassId,
  type Fold,
  type LoggedEvent,
  type RoomState,
  createFold,
  emptyRoom,
  refuse,
  roomStateSchema,
} from '@rostrum/protocol/room';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import * as v from 'valibot';
import type { AppendResult, EventLog, NewEvent } from '../log/index.ts';
import { type Batch, type Outcome, type Proposal, decideBatch } from './pure/decide-batch.ts';
import { EVENTS_KEPT, Recent } from './recent.ts';

export interface SequencerOptions {
  readonly classId: ClassId;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly now: () => number;
}

interface Waiting {
  readonly proposal: Proposal;
  settle(outcome: Outcome): void;
}

type Listener = (events: readonly LoggedEvent[]) => void;

const ATTEMPTS_MAX = 5;
const BETWEEN_WRITES_MS = 10;
/** Reading this many events again is quicker than a person can wait. */
const SNAPSHOT_EVERY = 2_000;
/** Raised when what a state looks like changes: an older snapshot is then passed over, and the log read whole. */
const SNAPSHOT_VERSION = 1;

/**
 * One class's state and its way into the log. What is proposed while a write is under way gathers, is decided
 * in order on the newest state, and goes as one append: written whole or decided anew.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  readonly #listeners = new Set<Listener>();
  readonly #recent = new Recent();
  /** What is in the log. */
  #committed: Fold = createFold(emptyRoom);
  /** What will be in it with what is being written: a fold of its own, so that nobody is shown what may fail. */
  #draft: Fold | undefined;
  /** The log's clock never goes back, whatever the machine's does. */
  #lastAt = 0;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;
  #wroteAtMs = -Infinity;
  /** The batch that was last sent to the log: anything else that comes from there is another node's. */
  #writing: Batch | undefined;
  /** Commands on their way into the log: the same key meanwhile is the same command. */
  readonly #pendingByKey = new Map<string, Promise<Outcome>>();
  #unfollow: (() => void) | undefined;
  #snapshotSeq = 0;
  #savingSnapshot: Promise<void> | undefined;
  #isClosed = false;

  private constructor(options: SequencerOptions) {
    this.#options = options;
  }

  static async open(options: SequencerOptions): Promise<Sequencer> {
    const sequencer = new Sequencer(options);
    sequencer.#unfollow = options.log.follow(options.classId, (events) => sequencer.#fold(events));
    await sequencer.#start();
    return sequencer;
  }

  get state(): RoomState {
    return this.#committed.state;
  }

  get recent(): Recent {
    return this.#recent;
  }

  /** Resolves when it is logged, or refused; never rejects. */
  propose(proposal: Proposal): Promise<Outcome> {
    const { key } = proposal;
    if (this.#isClosed) return Promise.resolve({ ok: false, refusal: closed });
    if (key === undefined) return this.#enqueue(proposal);
    const seq = this.#recent.seqOfKey(key);
    if (seq !== undefined) return Promise.resolve({ ok: true, seq });
    const pending = this.#pendingByKey.get(key);
    if (pending) return pending;
    const outcome = this.#enqueue(proposal);
    this.#pendingByKey.set(key, outcome);
    return outcome.finally(() => this.#pendingByKey.delete(key));
  }

  /** Calls for whatever is logged from now on, after it is in `state` and before its proposal resolves. */
  follow(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What is under way is finished, nothing more is taken; safe twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#working;
    this.#unfollow?.();
    this.#unfollow = undefined;
    await this.#savingSnapshot;
    if (this.state.seq > this.#snapshotSeq) await this.#saveSnapshot();
  }

  #enqueue(proposal: Proposal): Promise<Outcome> {
    return new Promise((settle) => {
      this.#waiting.push({ proposal, settle });
      this.#working ??= this.#work();
    });
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      const batch = this.#waiting;
      this.#waiting = [];
      const failed = await this.#serve(batch);
      for (const { settle } of failed) settle({ ok: false, refusal: notSaved });
    }
    this.#working = undefined;
  }

  /**
   * An embedded database answers within the same turn of the event loop: without giving way here, every message that a
   * socket has ready would be a write of its own. A write costs it milliseconds whatever is in it, so in a rush each
   * serves what came in the meantime.
   */
  async #gather(): Promise<void> {
    const sinceMs = performance.now() - this.#wroteAtMs;
    if (sinceMs < BETWEEN_WRITES_MS) await wait(BETWEEN_WRITES_MS - sinceMs);
    else await turn();
    this.#wroteAtMs = performance.now();
  }

  /** Settles what it can; returns what could not be written. */
  async #serve(waiting: readonly Waiting[]): Promise<readonly Waiting[]> {
    const { classId, log, logger } = this.#options;
    let open = waiting;
    for (let attempt = 1; attempt <= ATTEMPTS_MAX && open.length > 0; attempt++) {
      try {
        const at = Math.max(this.#options.now(), this.#lastAt);
        const proposals = open.map(({ proposal }) => guarded(proposal, logger));
        const draft = (this.#draft ??= createFold(this.state));
        const batch = decideBatch(draft, proposals, at);
        const { events, outcomes } = batch;
        this.#writing = batch;
        const result: AppendResult =
          events.length === 0
            ? { is: 'logged', events }
            : await log.append(classId, this.state.seq, events.map(withoutSeq));
        if (result.is !== 'logged') this.#draft = undefined;
        switch (result.is) {
          case 'logged':
            open.forEach(({ settle }, i) => settle(outcomes[i]!));
            return [];
          case 'known': {
            const isKnown = ({ proposal: { key } }: Waiting) => key !== undefined && result.seqByKey.has(key);
            for (const { proposal, settle } of open.filter(isKnown)) {
              settle({ ok: true, seq: result.seqByKey.get(proposal.key!)! });
            }
            open = open.filter((one) => !isKnown(one));
            break;
          }
          case 'conflict':
            await this.#catchUp();
            break;
        }
      } catch (error) {
        // It may have been written all the same: with what the log says now, keys and places are decided anew.
        this.#draft = undefined;
        logger.error({ error, classId, attempt }, 'a class could not write to its log');
        await this.#catchUp().catch((cause: unknown) =>
          logger.error({ error: cause, classId }, 'nor read it'),
        );
      }
    }
    return open;
  }

  /** From the last snapshot on; events before it are read only so that those who were away get what they missed. */
  async #start(): Promise<void> {
    const { classId, log, logger } = this.#options;
    const snapshot = await log.readSnapshot(classId);
    const parsed = snapshot && v.safeParse(snapshotSchema, snapshot.state);
    if (parsed?.success) {
      this.#committed = createFold(parsed.output.room);
      this.#snapshotSeq = parsed.output.room.seq;
      const from = Math.max(0, this.#snapshotSeq - EVENTS_KEPT);
      const events = await log.read(classId, from);
      for (const logged of events) {
        if (logged.seq <= this.#snapshotSeq) this.#keep(logged);
      }
      this.#fold(events);
      return;
    }
    if (snapshot)
      logger.info({ classId }, 'a snapshot of another form is passed over; the log is read whole');
    await this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    this.#fold(await this.#options.log.read(this.#options.classId, this.state.seq));
  }

  #fold(events: readonly LoggedEvent[]): void {
    const fresh = events.filter(({ seq }) => seq > this.state.seq);
    // A stretch is missing: the next append meets a conflict, and reads it.
    if (fresh.length === 0 || fresh[0]!.seq !== this.state.seq + 1) return;
    if (!isSame(fresh, this.#writing?.events)) this.#draft = undefined;
    for (const logged of fresh) {
      this.#committed.add(logged);
      this.#keep(logged);
    }
    for (const listener of [...this.#listeners]) listener(fresh);
    if (this.state.seq - this.#snapshotSeq >= SNAPSHOT_EVERY) this.#savingSnapshot ??= this.#saveSnapshot();
  }

  #keep(logged: LoggedEvent): void {
    this.#lastAt = Math.max(this.#lastAt, logged.at);
    this.#recent.add(logged);
  }

  /** Without one the next start only reads longer: a failure is told and no more. */
  async #saveSnapshot(): Promise<void> {
    const { classId, log, logger } = this.#options;
    const room = this.state;
    try {
      await log.saveSnapshot(classId, room.seq, { version: SNAPSHOT_VERSION, room });
      this.#snapshotSeq = room.seq;
    } catch (error) {
      logger.warn({ error, classId }, 'a snapshot of a class could not be saved');
    } finally {
      this.#savingSnapshot = undefined;
    }
  }
}

const snapshotSchema = v.object({ version: v.literal(SNAPSHOT_VERSION), room: roomStateSchema });

const closed = refuse('server-error', 'The server is restarting. Try again in a moment.', 1000);
const notSaved = refuse('server-error', 'The server could not save this. Try again in a moment.', 1000);

function isSame(came: readonly LoggedEvent[], sent: readonly LoggedEvent[] | undefined): boolean {
  return (
    came.length === sent?.length &&
    came.every(({ seq, event }, i) => seq === sent[i]?.seq && event === sent[i].event)
  );
}

function withoutSeq({ seq: _seq, ...event }: LoggedEvent): NewEvent {
  return event;
}

/** A rule that throws is a bug: it costs the command that met it, not those beside it. */
function guarded(proposal: Proposal, logger: Logger): Proposal {
  return {
    ...proposal,
    decide(state, at) {
      try {
        return proposal.decide(state, at);
      } catch (error) {
        logger.error({ error }, 'a rule failed');
        return {
          ok: false,
          refusal: refuse('server-error', 'The server could not decide this. It was noted.'),
        };
      }
    },
  };
}
