import {
  type ClassId,
  FILE_TYPES,
  type LoggedEvent,
  type RoomState,
  type SharedId,
} from '@rostrum/protocol/room';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import * as v from 'valibot';
import type { Blobs } from '../storage/index.ts';
import { type Unfit, checked, unfitOf } from './checked.ts';
import { type FileKeys, aboutKeyOf, filesIn, folderOf, keyOf } from './pure/keys.ts';
import { CLASS_FILES_MAX_BYTES } from './pure/limits.ts';
import type { FileType } from './pure/sniff.ts';

/** A room, as far as its files go. */
interface Sharing {
  readonly state: RoomState;
  follow(listener: (events: readonly LoggedEvent[]) => void): () => void;
}

export interface ClassFilesOptions {
  readonly blobs: Blobs;
  readonly roomOf: (classId: ClassId) => Promise<Sharing | undefined>;
  readonly now: () => number;
  readonly logger: Logger;
  readonly classBytesMax?: number;
}

export type Brought = { is: 'stored'; bytes: number } | { is: Unfit };

/** What is kept beside the bytes. */
const aboutSchema = v.object({
  title: v.string(),
  mediaType: v.picklist(FILE_TYPES),
  bytes: v.number(),
  /** When it came; files from before this was kept are old. */
  at: v.optional(v.number(), 0),
});

type About = v.InferOutput<typeof aboutSchema>;

const HOUR_MS = 3_600_000;
const UNSHARED_MAX_MS = 24 * HOUR_MS;

/** A file is kept while the class shares it, and for a day after it came: by then whoever brought it has shared it. */
export class ClassFiles {
  readonly #options: ClassFilesOptions;
  readonly #usage = new Map<ClassId, Promise<{ bytes: number }>>();
  readonly #watched = new Map<ClassId, { room: Sharing; unfollow: () => void }>();
  readonly #coming = new Set<SharedId>();
  /** One file after the other, so that none is counted twice. */
  #clearing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ClassFilesOptions) {
    this.#options = options;
  }

  /** Clears away what nobody shares, now and every hour. */
  start(): void {
    const clear = () => void this.clear();
    this.#timer = setInterval(clear, HOUR_MS);
    clear();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const { unfollow } of this.#watched.values()) unfollow();
    await this.#clearing;
  }

  /** Takes a file in piece by piece; of one that doesn't fit nothing is kept. */
  async bring(
    { classId, fileId }: FileKeys,
    { title, mediaType }: { title: string; mediaType: FileType },
    source: AsyncIterable<Buffer>,
  ): Promise<Brought> {
    const { blobs, now } = this.#options;
    const usage = await this.#usageOf(classId);
    const bytesMax = this.#options.classBytesMax ?? CLASS_FILES_MAX_BYTES;
    let bytes = 0;
    // As they come, so that two uploads at once share what is left.
    const count = (length: number) => {
      bytes += length;
      usage.bytes += length;
      return { bytes, isClassFull: usage.bytes > bytesMax };
    };
    this.#coming.add(fileId);
    try {
      await this.#watch(classId);
      await blobs.put(keyOf({ classId, fileId }), checked(source, mediaType, count));
      const about: About = { title, mediaType, bytes, at: now() };
      await blobs.put(aboutKeyOf({ classId, fileId }), Buffer.from(JSON.stringify(about)));
      return { is: 'stored', bytes };
    } catch (error) {
      usage.bytes -= bytes;
      const is = unfitOf(error);
      if (is) return { is };
      throw error;
    } finally {
      this.#coming.delete(fileId);
    }
  }

  /** What is known of a file of a class; undefined where there is none. */
  async find(classId: ClassId, fileId: SharedId): Promise<About | undefined> {
    const kept = await this.#options.blobs.get(aboutKeyOf({ classId, fileId }));
    return kept && v.parse(aboutSchema, JSON.parse(Buffer.from(kept).toString()));
  }

  async open(
    classId: ClassId,
    fileId: SharedId,
  ): Promise<{ about: About; bytes: number; stream: Readable } | undefined> {
    const about = await this.find(classId, fileId);
    const file = about && (await this.#options.blobs.open(keyOf({ classId, fileId })));
    return file && { about, bytes: file.bytes, stream: file.stream };
  }

  /** The class is no more. Killed half-way and asked again, it goes on. */
  forget(classId: ClassId): Promise<void> {
    const forget = async () => {
      this.#watched.get(classId)?.unfollow();
      this.#watched.delete(classId);
      this.#usage.delete(classId);
      await this.#options.blobs.deleteUnder(folderOf(classId).replace(/\/$/, ''));
    };
    const forgetting = this.#clearing.then(forget);
    this.#clearing = forgetting.catch(() => undefined);
    return forgetting;
  }

  /** What was removed while nobody watched, and what was brought and never shared. */
  async clear(): Promise<void> {
    const { blobs, logger } = this.#options;
    try {
      for (const [classId, fileIds] of filesIn(await blobs.list('files/'))) {
        const room = await this.#watch(classId);
        if (!room) continue;
        const shared = sharedIn(room.state);
        for (const fileId of fileIds) {
          if (!shared.has(fileId)) await this.#discard({ classId, fileId }, (about) => this.#isOld(about));
        }
      }
    } catch (error) {
      logger.error({ error }, 'files that nobody shares could not be cleared away');
    }
  }

  #isOld(about: About | undefined): boolean {
    return about === undefined || this.#options.now() - about.at >= UNSHARED_MAX_MS;
  }

  /** Follows what the class shares: what is taken back goes at once. */
  async #watch(classId: ClassId): Promise<Sharing | undefined> {
    const room = await this.#options.roomOf(classId);
    const before = this.#watched.get(classId);
    if (!room || before?.room === room) return room;
    // A room that was closed and opened again is another one.
    before?.unfollow();
    let shared = sharedIn(room.state);
    const unfollow = room.follow((events) => {
      if (!events.some(({ event: { type } }) => type.startsWith('share.') || type.startsWith('slides.')))
        return;
      const sharedBefore = shared;
      shared = sharedIn(room.state);
      for (const fileId of sharedBefore) {
        if (!shared.has(fileId)) void this.#discard({ classId, fileId }, () => true);
      }
    });
    this.#watched.set(classId, { room, unfollow });
    return room;
  }

  #discard(file: FileKeys, isToGo: (about: About | undefined) => boolean): Promise<void> {
    const { blobs, logger } = this.#options;
    const discard = async () => {
      if (this.#coming.has(file.fileId)) return;
      const about = await this.find(file.classId, file.fileId);
      if (!isToGo(about)) return;
      await blobs.delete(keyOf(file));
      await blobs.delete(aboutKeyOf(file));
      const usage = await this.#usage.get(file.classId);
      if (usage && about) usage.bytes -= about.bytes;
    };
    // It is tried again within the hour.
    const handleError = (error: unknown) => logger.error({ error, ...file }, 'a file could not be deleted');
    return (this.#clearing = this.#clearing.then(discard).catch(handleError));
  }

  #usageOf(classId: ClassId): Promise<{ bytes: number }> {
    const known = this.#usage.get(classId);
    if (known) return known;
    const measuring = this.#measure(classId);
    this.#usage.set(classId, measuring);
    measuring.catch(() => this.#usage.delete(classId));
    return measuring;
  }

  async #measure(classId: ClassId): Promise<{ bytes: number }> {
    let bytes = 0;
    for (const fileId of filesIn(await this.#options.blobs.list(folderOf(classId))).get(classId) ?? []) {
      bytes += (await this.find(classId, fileId))?.bytes ?? 0;
    }
    return { bytes };
  }
}

/** Brought to the class by staff, and pages of slides that can be looked at again. */
function sharedIn({ shared, handouts }: RoomState): Set<SharedId> {
  const files = shared.flatMap(({ item }) => (item.kind === 'file' ? item.fileId : []));
  return new Set([...files, ...handouts.map(({ fileId }) => fileId)]);
}
