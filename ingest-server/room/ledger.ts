import {
  type ClassId,
  type Fold,
  type LoggedEvent,
  type RoomState,
  createFold,
  emptyRoom,
  roomStateSchema,
} from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import * as v from 'valibot';
import type { EventLog } from '../log/index.ts';
import { DoneKeys } from './done-keys.ts';
import type { LogClock } from './log-clock.ts';
import { isAtRest } from './pure/rest.ts';
import { EVENTS_KEPT, Recent } from './recent.ts';

export interface LedgerOptions {
  readonly classId: ClassId;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly clock: LogClock;
  /** What is logged can't be understood, or one who listens can't bear it: nothing here is to be trusted any more. */
  readonly handleBroken: (error: unknown) => void;
}

type Listener = (events: readonly LoggedEvent[]) => void;

/** Reading this many events again is quicker than a person can wait. */
const SNAPSHOT_EVERY = 2_000;
const KEYS_KEPT = 100_000;
/** Raised when what a state looks like changes: an older snapshot is then passed over, and the log read whole. */
const SNAPSHOT_VERSION = 5;

/** What a class's log has come to: the state, the last events, and the keys of the last commands. */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #listeners = new Set<Listener>();
  readonly recent = new Recent();
  readonly keys = new DoneKeys(KEYS_KEPT);
  #fold: Fold = createFold(emptyRoom);
  #unfollow: (() => void) | undefined;
  #isBroken = false;
  #saved = { seq: 0, isAtRest: false };
  #saving: Promise<void> | undefined;

  private constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** Rejects where the log can't be read, or not be understood. */
  static async open(options: LedgerOptions): Promise<Ledger> {
    const ledger = new Ledger(options);
    ledger.#unfollow = options.log.follow(options.classId, (events) => ledger.#handleWritten(events));
    try {
      await ledger.#start();
    } catch (error) {
      ledger.#unfollow();
      throw error;
    }
    return ledger;
  }

  get state(): RoomState {
    return this.#fold.state;
  }

  /** Calls for whatever is logged from now on, after it is in `state`. */
  follow(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What another node has written is told nowhere else. */
  async catchUp(): Promise<void> {
    const events = await this.#options.log.read(this.#options.classId, this.state.seq);
    this.#handleWritten(events);
  }

  /** Leaves a snapshot behind, so that the next start finds all that there is to know in it; safe twice. */
  async close(): Promise<void> {
    this.#unfollow?.();
    this.#unfollow = undefined;
    await this.#saving;
    if (this.#isBroken) return;
    const { seq } = this.state;
    const isSaved = seq === this.#saved.seq && this.#saved.isAtRest === isAtRest(this.state);
    if (seq > 0 && !isSaved) await this.#save(isAtRest(this.state));
  }

  /** From the last snapshot on; events before it are read only so that those who were away get what they missed. */
  async #start(): Promise<void> {
    const { classId, log, logger } = this.#options;
    const snapshot = await log.readSnapshot(classId);
    const parsed = snapshot && v.safeParse(snapshotSchema, snapshot.state);
    let from = 0;
    if (parsed?.success) {
      this.#fold = createFold(parsed.output.room);
      this.#saved = { seq: this.state.seq, isAtRest: false };
      from = Math.max(0, this.state.seq - EVENTS_KEPT);
    } else if (snapshot) {
      logger.info({ classId }, 'a snapshot of another form is passed over; the log is read whole');
    }
    const events = await log.read(classId, from);
    for (const logged of events) if (logged.seq <= this.#saved.seq) this.#keep(logged);
    this.#add(events);
  }

  // A bug in a fold or in a listener costs this class, not the server.
  #handleWritten(events: readonly LoggedEvent[]): void {
    if (this.#isBroken) return;
    try {
      this.#add(events);
    } catch (error) {
      this.#isBroken = true;
      this.#options.handleBroken(error);
    }
  }

  #add(events: readonly LoggedEvent[]): void {
    const fresh = events.filter(({ seq }) => seq > this.state.seq);
    // A stretch is missing: the next append meets a conflict, and reads it.
    if (fresh.length === 0 || fresh[0]!.seq !== this.state.seq + 1) return;
    for (const logged of fresh) {
      this.#fold.add(logged);
      this.#keep(logged);
    }
    for (const listener of [...this.#listeners]) listener(fresh);
    if (this.state.seq - this.#saved.seq >= SNAPSHOT_EVERY) this.#saving ??= this.#save(false);
  }

  #keep(logged: LoggedEvent): void {
    const { seq, at, key } = logged;
    this.#options.clock.handleLogged(at);
    this.recent.add(logged);
    if (key !== undefined) this.keys.add(key, { seq, mark: undefined });
  }

  /** Without one the next start only reads longer: a failure is told and no more. */
  async #save(atRest: boolean): Promise<void> {
    const { classId, log, logger } = this.#options;
    const room = this.state;
    try {
      await log.saveSnapshot(classId, room.seq, { version: SNAPSHOT_VERSION, room }, atRest);
      this.#saved = { seq: room.seq, isAtRest: atRest };
    } catch (error) {
      logger.warn({ error, classId }, 'a snapshot of a class could not be saved');
    } finally {
      this.#saving = undefined;
    }
  }
}

const snapshotSchema = v.object({ version: v.literal(SNAPSHOT_VERSION), room: roomStateSchema });
