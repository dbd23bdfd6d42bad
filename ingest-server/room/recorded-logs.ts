import type { OlderChat } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { setImmediate as turn } from 'node:timers/promises';
import type { EventLog } from '../log/index.ts';
import type { AskedChat } from './pure/older-chat.ts';
import { type AskedBoard, type AskedPage, RecordedLog } from './pure/recorded-log.ts';

export interface RecordedLogsOptions {
  readonly log: Pick<EventLog, 'read'>;
}

/** Some ten milliseconds of reading: a lecture that is on air meanwhile feels nothing of it. */
const READ_AT_ONCE = 1_000;
/** In characters: a few dozen long lectures of large classes. */
const KEEP_LENGTH = 64 * 1024 * 1024;

/** The logs of classes for whoever looks back, or came late: each read once for all who ask, then only what is new. */
export class RecordedLogs {
  readonly #log: Pick<EventLog, 'read'>;
  /** Those asked for last at the end. */
  readonly #known = new Map<ClassId, RecordedLog>();
  readonly #reading = new Map<ClassId, Promise<RecordedLog>>();

  constructor({ log }: RecordedLogsOptions) {
    this.#log = log;
  }

  /** As JSON of `recordedLogSchema`. */
  async page(classId: ClassId, asked: AskedPage): Promise<string> {
    return (await this.#upToDate(classId)).page(asked);
  }

  /** As JSON of `recordedBoardSchema`. */
  async board(classId: ClassId, asked: AskedBoard): Promise<string> {
    return (await this.#upToDate(classId)).board(asked);
  }

  async olderChat(classId: ClassId, asked: AskedChat): Promise<OlderChat | undefined> {
    return (await this.#upToDate(classId)).olderChat(asked);
  }

  /** The class is no more. */
  forget(classId: ClassId): void {
    this.#known.delete(classId);
  }

  #upToDate(classId: ClassId): Promise<RecordedLog> {
    const reading = this.#reading.get(classId) ?? this.#read(classId);
    this.#reading.set(classId, reading);
    return reading;
  }

  async #read(classId: ClassId): Promise<RecordedLog> {
    const recorded = this.#known.get(classId) ?? new RecordedLog();
    this.#known.delete(classId);
    try {
      for (;;) {
        const events = await this.#log.read(classId, recorded.through, READ_AT_ONCE);
        for (const logged of events) recorded.add(logged);
        if (events.length < READ_AT_ONCE) break;
        await turn();
      }
      this.#keep(classId, recorded);
      return recorded;
    } finally {
      this.#reading.delete(classId);
    }
  }

  #keep(classId: ClassId, recorded: RecordedLog): void {
    this.#known.set(classId, recorded);
    let length = 0;
    for (const other of this.#known.values()) length += other.length;
    for (const [oldest, old] of this.#known) {
      if (length <= KEEP_LENGTH || old === recorded) return;
      this.#known.delete(oldest);
      length -= old.length;
    }
  }
}
