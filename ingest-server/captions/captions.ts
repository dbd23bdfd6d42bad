import {
  type CaptionId,
  type ClassId,
  type LoggedEvent,
  type PersonId,
  type Refusal,
  type StreamId,
  refuse,
} from '@rostrum/protocol/room';
import {
  type CaptionLine,
  type CaptionSource,
  type Captions,
  captionsIn,
  withCaption,
} from '../broadcast/index.ts';
import type { EventLog } from '../log/index.ts';
import { type NewCaption, type Room, captionLanguage } from '../room/index.ts';

export interface ClassCaptionsOptions {
  readonly log: Pick<EventLog, 'read' | 'follow'>;
  readonly rooms: {
    get(classId: ClassId): Room | undefined;
    open(classId: ClassId): Promise<Room | undefined>;
  };
  /** Of what is over. */
  readonly recorded: (classId: ClassId, streamId: StreamId) => Promise<Captions | undefined>;
  /** The language of classes whose staff have said nothing; undefined: they are not captioned. */
  readonly otherwise: string | undefined;
  /** What a class's own record says for that case: a language, or 'off'; undefined: it says nothing. */
  readonly saidOf?: (classId: ClassId) => string | undefined;
  readonly now: () => number;
}

interface Book {
  /** Until then there is nothing in it. */
  readonly reading: Promise<void>;
  captions: Captions | undefined;
  readonly close: () => void;
}

interface Found {
  readonly at: number;
  readonly captions: Promise<Captions | undefined>;
}

/** Classes that are watched with captions at this moment; the log has the others. */
const BOOKS_MAX = 64;
const FOUND_MAX = 256;
const LOOK_AGAIN_AFTER_MS = 60_000;

const none: readonly CaptionLine[] = [];
const noLine = refuse('not-found', 'There is no such line, or not any more.');
const noClass = refuse('unknown-class', 'There is no class with this id.');

/** What is said in classes, as text: written into their logs, and read from there for whoever shows it. */
export class ClassCaptions implements CaptionSource {
  readonly #options: ClassCaptionsOptions;
  /** Those used last at the end. */
  readonly #books = new Map<ClassId, Book>();
  readonly #found = new Map<string, Found>();

  constructor(options: ClassCaptionsOptions) {
    this.#options = options;
  }

  languageOf(classId: string): string | undefined {
    const otherwise = this.#otherwise(classId as ClassId);
    const room = this.#options.rooms.get(classId as ClassId);
    return room ? captionLanguage(room.state.captions, otherwise) : otherwise;
  }

  async linesOf(classId: string): Promise<readonly CaptionLine[]> {
    const id = classId as ClassId;
    const book = this.#books.get(id) ?? this.#openBook(id);
    this.#books.delete(id);
    this.#books.set(id, book);
    for (const [oldest, { close }] of this.#books) {
      if (this.#books.size <= BOOKS_MAX) break;
      close();
      this.#books.delete(oldest);
    }
    await book.reading;
    return book.captions?.lines ?? none;
  }

  find(classId: string, streamId: string): Promise<Captions | undefined> {
    const { recorded, now } = this.#options;
    const key = `${classId}/${streamId}`;
    const known = this.#found.get(key);
    if (known && now() - known.at < LOOK_AGAIN_AFTER_MS) return known.captions;
    const captions = recorded(classId as ClassId, streamId as StreamId);
    this.#found.delete(key);
    this.#found.set(key, { at: now(), captions });
    captions.catch(() => this.#found.delete(key));
    for (const oldest of this.#found.keys()) {
      if (this.#found.size <= FOUND_MAX) break;
      this.#found.delete(oldest);
    }
    return captions;
  }

  /** Undefined when it was written. Without a person a program wrote it; under a key it counts once. */
  async say(
    classId: ClassId,
    lines: readonly NewCaption[],
    personId?: PersonId,
    key?: string,
  ): Promise<Refusal | undefined> {
    const room = await this.#options.rooms.open(classId);
    if (!room) return noClass;
    const author = { personId, otherwise: this.#otherwise(classId) };
    const ownKey = key === undefined ? undefined : `captions ${personId ?? ''} ${key}`;
    const outcome = await room.caption({ is: 'said', lines }, author, ownKey);
    return outcome.ok ? undefined : outcome.refusal;
  }

  /** Without a text the line is taken away. */
  async correct(
    classId: ClassId,
    lineId: CaptionId,
    text: string,
    personId: PersonId,
  ): Promise<Refusal | undefined> {
    const room = await this.#options.rooms.open(classId);
    if (!room) return noClass;
    const isThere = (await this.linesOf(classId)).some((line) => line.lineId === lineId);
    if (!isThere) return noLine;
    const outcome = await room.caption({ is: 'corrected', line: { lineId, text } }, { personId });
    return outcome.ok ? undefined : outcome.refusal;
  }

  /** The class is no more. */
  forget(classId: ClassId): void {
    this.#books.get(classId)?.close();
    this.#books.delete(classId);
    for (const key of [...this.#found.keys()]) if (key.startsWith(`${classId}/`)) this.#found.delete(key);
  }

  close(): void {
    for (const { close } of this.#books.values()) close();
    this.#books.clear();
  }

  /** The language of this class as long as its staff have said nothing. */
  #otherwise(classId: ClassId): string | undefined {
    const said = this.#options.saidOf?.(classId);
    return said === 'off' ? undefined : (said ?? this.#options.otherwise);
  }

  #openBook(classId: ClassId): Book {
    const { log } = this.#options;
    const meanwhile: LoggedEvent[] = [];
    let isRead = false;
    const add = (events: readonly LoggedEvent[]) => {
      for (const logged of events) book.captions = withCaption(book.captions, logged);
    };
    const close = log.follow(classId, (events) => {
      if (isRead) add(events);
      else meanwhile.push(...events);
    });
    const read = async () => {
      try {
        const events = await log.read(classId, 0);
        const { seq } = events.at(-1) ?? { seq: 0 };
        book.captions = captionsIn(events);
        add(meanwhile.filter((logged) => logged.seq > seq));
        isRead = true;
      } catch (error) {
        // Whoever asks next tries again.
        close();
        this.#books.delete(classId);
        throw error;
      }
    };
    const book: Book = { captions: undefined, close, reading: Promise.resolve().then(read) };
    this.#books.set(classId, book);
    return book;
  }
}
