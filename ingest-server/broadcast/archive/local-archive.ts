import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../records/index.ts';
import type { Blobs } from '../../storage/index.ts';
import type { Archive, Behind, Deletion, KeptStream, RecordingInfo } from './archive.ts';
import { Disk } from './disk.ts';
import type { Alarm, ArchiveLogger } from './recording-alarm.ts';
import { Recording } from './recording.ts';
import { readManifest, recoverRecordings } from './recover.ts';
import { Content } from './pure/content.ts';
import { type StreamKeys, folderOf, manifestKey, nameOf } from './pure/keys.ts';
import { type Manifest, contentOf } from './pure/manifest.ts';
import { nextNumber } from './pure/next-number.ts';
import { Spool } from './spool.ts';
import { streamsIn } from './stream-folders.ts';
import { StreamKeeper } from './stream-keeper.ts';
import { StreamIndex } from './stream-index.ts';

export interface ArchiveOptions {
  readonly database: Database;
  readonly blobs: Blobs;
  /** In the data folder: what isn't in the store yet. */
  readonly spoolFolder: string;
  readonly logger: ArchiveLogger;
  readonly now: () => number;
  /** Besides the log. */
  readonly handleAlarm?: (alarm: Alarm) => void;
  readonly reserveBytes?: number;
  readonly freeBytes?: (folder: string) => Promise<number>;
}

const RESERVE_BYTES = 1024 * 1024 * 1024;
/** Recordings that somebody watches now; the others are read again from the store. */
const READ_MAX = 32;
/** Another server may have put another recording in its place: the old one's segments stay for hours, not for ever. */
const READ_AGAIN_AFTER_MS = 10 * 60_000;
/** Longer than any break in a lecture, and than it takes to bring a machine back. */
const FORGOTTEN_MS = 24 * 3_600_000;

interface Read {
  readonly recording: Recording;
  readonly at: number;
}

/** The archive of this node, in its spool, the store and the database. */
export class LocalArchive implements Archive {
  readonly index: StreamIndex;
  readonly #options: ArchiveOptions;
  readonly disk: Disk;
  readonly #keepers = new Map<string, Promise<StreamKeeper>>();
  /** Those of them that are there. */
  readonly #made = new Map<string, StreamKeeper>();
  /** Those watched last at the end. */
  readonly #read = new Map<string, Read>();
  readonly #reading = new Map<string, Promise<KeptStream | undefined>>();
  /** Those that an earlier life of the server left, and nobody has taken up yet. */
  readonly #left = new Set<string>();
  #erasing: Promise<unknown> = Promise.resolve();
  /** Told when a recording is whole. */
  handleRecorded: (stream: StreamKeys) => void = () => undefined;
  /** Told when another recording has taken its place. */
  handleReplaced: (stream: StreamKeys) => Promise<void> = () => Promise.resolve();
  /** Lets go of a stream that is about to be deleted. */
  handleDeleting: (stream: StreamKeys) => Promise<void> = () => Promise.resolve();

  private constructor(options: ArchiveOptions) {
    const { spoolFolder: folder, reserveBytes = RESERVE_BYTES, now, freeBytes } = options;
    this.#options = options;
    this.index = new StreamIndex(options.database);
    this.disk = new Disk({ folder, reserveBytes, now, ...(freeBytes && { freeBytes }) });
  }

  static async open(options: ArchiveOptions): Promise<LocalArchive> {
    const archive = new LocalArchive(options);
    if (await archive.index.isEmpty()) await recoverRecordings(options.blobs, archive.index, options.logger);
    for (const stream of await streamsIn(options.spoolFolder)) await archive.#takeUp(stream);
    return archive;
  }

  /** Of all streams together. */
  get behind(): Behind {
    const all = [...this.#made.values()].map((keeper) => keeper.behind);
    const failing = all.find((one) => one.failing !== undefined)?.failing;
    return {
      segments: all.reduce((sum, one) => sum + one.segments, 0),
      bytes: all.reduce((sum, one) => sum + one.bytes, 0),
      ...(failing === undefined ? {} : { failing }),
    };
  }

  /** Streams on air of which nothing can be kept at this moment. */
  get stopped(): number {
    return [...this.#made.values()].filter((keeper) => !keeper.isRecording).length;
  }

  async open(classId: ClassId, streamId: StreamId): Promise<StreamKeeper> {
    const stream = { classId, streamId };
    const keeper = await this.#keeperOf(stream);
    if (keeper.isOver) throw new Error('a stream that is over was opened again');
    this.#left.delete(nameOf(stream));
    const { newest } = keeper;
    if (newest) {
      const nextMsn = nextNumber(newest, this.#options.now());
      keeper.resume({ nextMsn, nextRun: newest.run + 1, rungs: keeper.rungs });
    }
    return keeper;
  }

  async find(classId: ClassId, streamId: StreamId): Promise<KeptStream | undefined> {
    const stream = { classId, streamId };
    const name = nameOf(stream);
    const keeper = this.#keepers.get(name);
    if (keeper) return await keeper;
    const known = this.#read.get(name);
    if (known && this.#options.now() - known.at < READ_AGAIN_AFTER_MS) {
      this.#remember(name, known);
      return known.recording;
    }
    this.#read.delete(name);
    const reading = this.#reading.get(name) ?? this.#readOnce(stream);
    this.#reading.set(name, reading);
    return reading;
  }

  async recordings(classId: ClassId): Promise<RecordingInfo[]> {
    return (await this.index.recordings(classId)).map(({ state: _, classId: __, ...info }) => info);
  }

  /** Ends what an earlier life of the server left and nobody has taken up since. */
  async finishLeft(isMeant: (classId: ClassId) => boolean): Promise<void> {
    for (const name of [...this.#left]) {
      const keeper = await this.#keepers.get(name);
      if (keeper && !isMeant(keeper.classId)) continue;
      this.#left.delete(name);
      await keeper?.finish();
    }
  }

  /** Ends what is on air nowhere any more, and whose spool went with its machine: what the store has is all there is. */
  async finishForgotten(): Promise<void> {
    for (const stream of await this.index.inState('live')) {
      if (this.#keepers.has(nameOf(stream))) continue;
      const { newest } = await this.index.content(stream);
      const endedAt = Math.round(newest?.endMs ?? stream.startedAt);
      if (this.#options.now() - endedAt < FORGOTTEN_MS) continue;
      await (await this.#keeperOf(stream)).finish(endedAt);
    }
  }

  async delete(classId: ClassId, streamId: StreamId): Promise<Deletion> {
    const stream = { classId, streamId };
    const keeper = await this.#keepers.get(nameOf(stream));
    if (keeper && !keeper.isOver) return 'on-air';
    const row = await this.index.find(stream);
    if (row?.state === 'live' && !keeper) return 'on-air';
    if (!row && !(await this.#options.blobs.get(manifestKey(stream)))) return 'unknown';
    if (!row) await this.index.begin(stream, this.#options.now());
    await this.index.markDeleting(stream);
    return (await this.#erase(stream)) ? 'deleted' : 'will-be-deleted';
  }

  /** From now on this is the recording; what it names is in the store. Killed half-way and asked again, it goes on. */
  async replace(stream: StreamKeys, manifest: Manifest): Promise<void> {
    const name = nameOf(stream);
    await this.#options.blobs.put(manifestKey(stream), Buffer.from(JSON.stringify(manifest)));
    this.#read.delete(name);
    this.#reading.delete(name);
    await this.index.replace(stream, manifest);
    await this.handleReplaced(stream);
  }

  /** Goes on with what was marked and not deleted to its end. */
  async eraseMarked(): Promise<void> {
    for (const stream of await this.index.inState('deleting')) await this.#erase(stream);
  }

  /** All that came is in the store, or the store can't be written now; what was marked is deleted. */
  async settled(): Promise<void> {
    for (const keeper of [...this.#made.values()]) await keeper.settled();
    await this.#erasing;
  }

  async close(): Promise<void> {
    for (const keeper of this.#keepers.values()) await (await keeper).close();
  }

  /** For all who ask meanwhile. */
  #readOnce(stream: StreamKeys): Promise<KeptStream | undefined> {
    const name = nameOf(stream);
    const at = this.#options.now();
    const isTheirs = () => this.#reading.get(name) === reading;
    const reading: Promise<KeptStream | undefined> = this.#readKept(stream)
      .then((recording) => {
        // Deleted while it was read, and nobody sees it any more; or replaced, and nobody sees the old one.
        if (!isTheirs()) return this.find(stream.classId, stream.streamId);
        if (recording?.isOver) this.#remember(name, { recording, at });
        return recording;
      })
      .finally(() => isTheirs() && this.#reading.delete(name));
    return reading;
  }

  async #readKept(stream: StreamKeys): Promise<Recording | undefined> {
    const { blobs } = this.#options;
    const row = await this.index.find(stream);
    if (row?.state === 'deleting') return undefined;
    if (row?.state === 'live') return new Recording(stream, await this.index.content(stream), blobs, false);
    const manifest = await readManifest(blobs, manifestKey(stream));
    return manifest && new Recording(stream, contentOf(manifest), blobs, true);
  }

  #remember(name: string, read: Read): void {
    this.#read.delete(name);
    this.#read.set(name, read);
    for (const oldest of this.#read.keys()) {
      if (this.#read.size <= READ_MAX) return;
      this.#read.delete(oldest);
    }
  }

  async #erase(stream: StreamKeys): Promise<boolean> {
    const { blobs, spoolFolder, logger } = this.#options;
    const name = nameOf(stream);
    try {
      const keeper = this.#keepers.get(name);
      this.#letGo(name);
      this.#read.delete(name);
      this.#reading.delete(name);
      await (await keeper)?.abandon();
      await this.handleDeleting(stream);
      await blobs.deleteUnder(folderOf(stream));
      await rm(join(spoolFolder, stream.classId, stream.streamId), { recursive: true, force: true });
      await this.index.forget(stream);
      logger.info({ ...stream }, 'a recording was deleted');
      return true;
    } catch (error) {
      logger.error({ error, ...stream }, 'a recording could not be deleted to its end; it is tried again');
      return false;
    }
  }

  async #takeUp(stream: StreamKeys): Promise<void> {
    const row = await this.index.find(stream);
    if (row && row.state !== 'live') {
      await rm(join(this.#options.spoolFolder, stream.classId, stream.streamId), { recursive: true });
      return;
    }
    const keeper = await this.#keeperOf(stream);
    if (!keeper.isOver) this.#left.add(nameOf(stream));
  }

  #keeperOf(stream: StreamKeys): Promise<StreamKeeper> {
    const name = nameOf(stream);
    const known = this.#keepers.get(name);
    if (known) return known;
    const making = this.#makeKeeper(stream);
    this.#keepers.set(name, making);
    making.catch(() => this.#keepers.delete(name));
    return making;
  }

  async #makeKeeper(stream: StreamKeys): Promise<StreamKeeper> {
    const { blobs, spoolFolder, logger, now, handleAlarm = () => undefined } = this.#options;
    const row = await this.index.find(stream);
    if (row && row.state !== 'live') throw new Error('a stream that is over was opened again');
    if (!row) await this.index.begin(stream, now());
    const content = row ? await this.index.content(stream) : new Content();
    const { spool, left } = await Spool.open(join(spoolFolder, stream.classId, stream.streamId));
    for (const { record } of left) {
      if (record.is === 'init') content.addInit(record.rung, record.run, record.info);
      if (record.is === 'segment') content.add(record.rung, record.segment);
    }
    const keeper = new StreamKeeper({
      ...{ stream, blobs, index: this.index, spool, left, content },
      ...{ disk: this.disk, logger, now, handleAlarm },
      handleOver: (as) => this.#handleOver(stream, as),
    });
    this.#made.set(nameOf(stream), keeper);
    return keeper;
  }

  #handleOver(stream: StreamKeys, as: 'recording' | 'nothing'): void {
    this.#letGo(nameOf(stream));
    if (as === 'recording') this.handleRecorded(stream);
    else this.#erasing = this.#erase(stream);
  }

  #letGo(name: string): void {
    this.#keepers.delete(name);
    this.#made.delete(name);
    this.#left.delete(name);
  }
}
