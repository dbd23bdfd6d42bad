import { type ClassId, type RoomState, emptyRoom, roomStateSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { concernsStage } from './pure/standing.ts';
import { Room, type RoomOptions } from './room.ts';

export interface RoomsOptions extends Omit<RoomOptions, 'classId' | 'classTitle'> {
  /** The class's title; undefined where there is no such class. */
  readonly titleOf: (classId: ClassId) => string | undefined;
  /** A room that nobody has needed for this long, or twice it, is closed; without it rooms stay open. */
  readonly closeIdleAfterMs?: number;
}

interface Entry {
  readonly opening: Promise<Room>;
  room: Room | undefined;
}

type Stream = RoomState['stream'];

/** After a start. */
export interface Woken {
  /** Whether this class has gone on with whatever it had left; where it could not be asked, nobody knows. */
  knows(classId: ClassId): boolean;
}

/** The rooms of this server: one for each class, opened when it is first needed, closed when nobody needs it any more. */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #entries = new Map<ClassId, Entry>();
  readonly #closing = new Map<ClassId, Promise<void>>();
  /** Found idle at the last look, and not asked for since. */
  readonly #idle = new Set<Room>();
  /** Of classes that are closed, the streams as they were left. */
  readonly #streams = new Map<ClassId, Promise<Stream | undefined>>();
  readonly #brokenListeners = new Set<(room: Room) => void>();
  readonly #endedListeners = new Set<(classId: ClassId) => void>();
  readonly #stageListeners = new Set<(classId: ClassId) => void>();
  readonly #openedListeners = new Set<(room: Room) => void>();
  readonly #looking: NodeJS.Timeout | undefined;
  #waking: Promise<Woken> | undefined;
  #isClosed = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
    const { closeIdleAfterMs } = options;
    if (closeIdleAfterMs !== undefined)
      this.#looking = setInterval(() => this.#closeIdle(), closeIdleAfterMs);
  }

  /** Rejects when the class's log can't be read; the next one who asks tries again. */
  async open(classId: ClassId): Promise<Room | undefined> {
    const classTitle = this.#options.titleOf(classId);
    if (classTitle === undefined) return undefined;
    if (this.#isClosed) throw new Error('the server is stopping');
    const entry = this.#entries.get(classId) ?? this.#begin(classId, classTitle);
    if (entry.room) this.#idle.delete(entry.room);
    try {
      return await entry.opening;
    } catch (cause) {
      throw new Error(`the class ${classId} could not be opened`, { cause });
    }
  }

  /** The room if it is open already. */
  get(classId: ClassId): Room | undefined {
    return this.#entries.get(classId)?.room;
  }

  /** Those that are open. */
  get opened(): readonly Room[] {
    return [...this.#entries.values()].flatMap(({ room }) => room ?? []);
  }

  /** Calls with each room that is opened, before anything more happens in it. */
  onOpened(listener: (room: Room) => void): void {
    this.#openedListeners.add(listener);
  }

  /** Opens what was not left at rest: whoever was here when the last server went isn't now, and polls end in time. */
  wake(): Promise<Woken> {
    return (this.#waking ??= this.#wake());
  }

  /** Calls when a bug has ended a room: whoever sits in it must come in anew. */
  onBroken(listener: (room: Room) => void): void {
    this.#brokenListeners.add(listener);
  }

  /** Calls when a class has ended; also when one is opened that ended while its stream was left live. */
  onEnded(listener: (classId: ClassId) => void): void {
    this.#endedListeners.add(listener);
  }

  /** Calls when somebody is on the stage or in a breakout room, waits or is allowed something there, or no longer. */
  onStageChanged(listener: (classId: ClassId) => void): void {
    this.#stageListeners.add(listener);
  }

  /** As it is, or as the class was left. */
  async stateForOverview(classId: ClassId): Promise<RoomState> {
    const open = this.get(classId);
    if (open) return open.state;
    const reading = this.#streams.get(classId) ?? this.#readStream(classId);
    this.#streams.set(classId, reading);
    return { ...emptyRoom, stream: (await reading) ?? emptyRoom.stream };
  }

  /** The class is no more: whoever sits in it is sent away. Resolves when nothing of it is written any more. */
  async forget(classId: ClassId): Promise<void> {
    const room = await this.#entries.get(classId)?.opening.catch(() => undefined);
    if (room && this.get(classId) === room) {
      this.#close(classId, room);
      for (const listener of this.#brokenListeners) listener(room);
    }
    await this.#closing.get(classId);
    this.#streams.delete(classId);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#looking);
    await this.#waking;
    await Promise.allSettled([...this.#entries.values()].map(({ opening }) => opening));
    for (const [classId, { room }] of [...this.#entries]) if (room) this.#close(classId, room);
    await Promise.all(this.#closing.values());
  }

  #begin(classId: ClassId, classTitle: string): Entry {
    const entry: Entry = { opening: this.#open(classId, classTitle), room: undefined };
    this.#entries.set(classId, entry);
    entry.opening.then(
      (room) => {
        entry.room = room;
        this.#streams.delete(classId);
        this.#followEnd(room);
        for (const listener of this.#openedListeners) listener(room);
      },
      () => {
        if (this.#entries.get(classId) === entry) this.#entries.delete(classId);
      },
    );
    return entry;
  }

  #followEnd(room: Room): void {
    const { classId } = room;
    const tell = () => this.#endedListeners.forEach((listener) => listener(classId));
    room.follow((events) => {
      if (events.some(({ event }) => concernsStage(event)))
        this.#stageListeners.forEach((listener) => listener(classId));
      if (events.some(({ event }) => event.type === 'class.phase-changed' && event.phase === 'ended')) tell();
    });
    if (room.state.class.phase === 'ended' && room.state.stream.status === 'live') tell();
  }

  async #open(classId: ClassId, classTitle: string): Promise<Room> {
    await this.#closing.get(classId);
    const { titleOf } = this.#options;
    return Room.open({
      ...this.#options,
      classId,
      // As it is called by then: staff may change it while the room is open.
      get classTitle() {
        return titleOf(classId) ?? classTitle;
      },
      handleBroken: (room) => this.#handleBroken(room),
    });
  }

  async #wake(): Promise<Woken> {
    const { log, logger } = this.#options;
    const asleep = new Set<ClassId>();
    try {
      for (const classId of await log.restless()) {
        if (this.#isClosed) return { knows: () => false };
        // One that can't be read must not keep the others asleep.
        await this.open(classId).catch((error: unknown) => {
          logger.error({ error, classId }, 'a class could not be opened after the start');
          asleep.add(classId);
        });
      }
    } catch (error) {
      logger.error({ error }, 'which classes were left open could not be read');
      return { knows: () => false };
    }
    return { knows: (classId) => !asleep.has(classId) };
  }

  #handleBroken(room: Room): void {
    const { classId } = room;
    if (this.get(classId) !== room) return;
    this.#close(classId, room);
    for (const listener of this.#brokenListeners) listener(room);
  }

  #closeIdle(): void {
    for (const [classId, { room }] of [...this.#entries]) {
      if (!room) continue;
      if (room.isNeeded) this.#idle.delete(room);
      else if (this.#idle.has(room)) this.#close(classId, room);
      else this.#idle.add(room);
    }
  }

  /** Whoever asks for the class meanwhile waits, and gets a new room. */
  #close(classId: ClassId, room: Room): void {
    this.#entries.delete(classId);
    this.#idle.delete(room);
    const closing = room.close().finally(() => {
      if (this.#closing.get(classId) === closing) this.#closing.delete(classId);
    });
    this.#closing.set(classId, closing);
    this.#streams.set(classId, Promise.resolve(room.state.stream));
  }

  async #readStream(classId: ClassId): Promise<Stream | undefined> {
    const { log, logger } = this.#options;
    try {
      const snapshot = await log.readSnapshot(classId);
      const parsed = v.safeParse(snapshotSchema, snapshot?.state);
      return parsed.success ? parsed.output.room.stream : undefined;
    } catch (error) {
      logger.warn({ error, classId }, 'how a class was left could not be read');
      this.#streams.delete(classId);
      return undefined;
    }
  }
}

/** Of a class that was left at rest; a form that isn't known counts as none. */
const snapshotSchema = v.object({ room: v.object({ stream: roomStateSchema.entries.stream }) });
