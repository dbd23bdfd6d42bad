import type { Replacement, ReplacementFailure, ReplacementRequest } from '@rostrum/protocol/http';
import type { Readable } from 'node:stream';
import type { Database } from '../../../records/index.ts';
import type { Blobs } from '../../../storage/index.ts';
import type { FfmpegBinary } from '../../ffmpeg-binary.ts';
import type { Lifeline } from '../../lifeline.ts';
import type { Disk } from '../disk.ts';
import { Jobs } from '../jobs.ts';
import type { LocalArchive } from '../local-archive.ts';
import { type StreamKeys, manifestKey, nameOf } from '../pure/keys.ts';
import type { Manifest } from '../pure/manifest.ts';
import type { ArchiveLogger } from '../recording-alarm.ts';
import { readManifest } from '../recover.ts';
import { deleteUnnamed } from './delete-unnamed.ts';
import { UnfitError, makeReplacement } from './put-in-place.ts';
import { canBeOfSameTime, givesWay, isAbandoned, isOldDue } from './pure/rules.ts';
import { type ReplacementRow, ReplacementRows } from './replacement-rows.ts';
import { type Taken, Uploads } from './uploads.ts';

export interface ReplacementsOptions {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly archive: Pick<LocalArchive, 'index' | 'replace'>;
  readonly disk: Disk;
  readonly ffmpeg: () => Promise<FfmpegBinary | undefined>;
  readonly lifeline: Lifeline;
  readonly folder: string;
  readonly bytesMax: number;
  readonly logger: ArchiveLogger;
  readonly now: () => number;
}

type Begun =
  | { readonly is: 'begun'; readonly replacement: Replacement }
  | { readonly is: 'unknown' | 'on-air' | 'busy' | 'too-large' | 'disk-full' | 'no-ffmpeg' | 'other-time' };

type Found =
  { readonly is: 'found'; readonly replacement: Replacement } | { readonly is: 'unknown' | 'on-air' };
type Finished =
  | { readonly is: 'finished'; readonly replacement: Replacement }
  | { readonly is: 'unknown' }
  | { readonly is: 'incomplete'; readonly bytes: number };

/** What came, what is made of it, and its copy in the store, where that is files. */
const COPIES = 3;

/** Files that are sent to replace recordings: taken in, cut into segments, and put in the recording's place. */
export class Replacements {
  readonly #options: ReplacementsOptions;
  readonly #rows: ReplacementRows;
  readonly #uploads: Uploads;
  /** Of their own: somebody may be waiting for a download, and this may take an hour. */
  readonly #jobs: Jobs;
  readonly #progress = new Map<string, number>();

  constructor(options: ReplacementsOptions) {
    this.#options = options;
    this.#rows = new ReplacementRows(options.database);
    this.#uploads = new Uploads(options.folder, options.disk);
    this.#jobs = new Jobs(options.logger);
  }

  /** A file that was begun to be sent is gone on with by whoever has the same. */
  async begin(stream: StreamKeys, request: ReplacementRequest, uploadId: string): Promise<Begun> {
    const { archive, disk, ffmpeg, bytesMax, now } = this.#options;
    const { bytes, sha256, startedAt } = request;
    const recording = await archive.index.find(stream);
    if (recording?.state === 'live') return { is: 'on-air' };
    if (recording?.state !== 'over') return { is: 'unknown' };
    if (bytes > bytesMax) return { is: 'too-large' };
    if (!canBeOfSameTime(startedAt, recording)) return { is: 'other-time' };
    if (!(await ffmpeg())) return { is: 'no-ffmpeg' };
    const before = await this.#rows.find(stream);
    if (before?.is === 'sending' || before?.is === 'waiting') {
      const isSame = before.sha256 === sha256 && before.bytes === bytes;
      const isHere = (await this.#uploads.sizeOf(before)) !== undefined;
      if (isSame && isHere) return { is: 'begun', replacement: await this.#told(before) };
      const isOver = before.is === 'sending' && givesWay(before.movedAt, now());
      if (!isSame && !isOver) return { is: 'busy' };
    }
    // What the one before it has left is still there, for whoever is watching it: one of both keeps count of it.
    if (before?.is === 'placed' && !isOldDue(before.movedAt, now())) return { is: 'busy' };
    const promised = await this.#promisedBytes(stream);
    if (!(await disk.hasRoomToSpareFor(promised + COPIES * bytes))) return { is: 'disk-full' };
    await this.drop(stream);
    // The row first: a file that nobody knows of would stay.
    await this.#rows.begin({ ...stream, uploadId, bytes, sha256, startedAt, movedAt: now() });
    await this.#uploads.begin({ ...stream, uploadId });
    return { is: 'begun', replacement: { is: 'sending', uploadId, from: 0, bytes } };
  }

  async find(stream: StreamKeys): Promise<Found> {
    const recording = await this.#options.archive.index.find(stream);
    if (recording?.state === 'live') return { is: 'on-air' };
    if (recording?.state !== 'over') return { is: 'unknown' };
    const row = await this.#rows.find(stream);
    // Begun at another server, or lost with a disk: nobody can go on with it here.
    const isElsewhere = row?.is === 'sending' && (await this.#uploads.sizeOf(row)) === undefined;
    return { is: 'found', replacement: row && !isElsewhere ? await this.#told(row) : { is: 'none' } };
  }

  async take(stream: StreamKeys, uploadId: string, from: number, body: Readable): Promise<Taken> {
    const row = await this.#sending(stream, uploadId);
    if (!row) return { is: 'unknown' };
    const taken = await this.#uploads.take(row, from, body);
    const isFurther = taken.is !== 'unknown' && taken.bytes > from;
    if (isFurther) await this.#rows.move(row, { movedAt: this.#options.now() });
    return taken;
  }

  /** All of it is here. Said again because the answer was lost, it counts once. */
  async finish(stream: StreamKeys, uploadId: string): Promise<Finished> {
    const { archive, now } = this.#options;
    const row = await this.#rows.find(stream);
    if (row?.uploadId !== uploadId || (await archive.index.find(stream))?.state !== 'over') {
      return { is: 'unknown' };
    }
    if (row.is === 'sending') {
      const bytes = await this.#uploads.sizeOf(row);
      if (bytes === undefined) return { is: 'unknown' };
      if (bytes !== row.bytes) return { is: 'incomplete', bytes };
      const waiting = { ...row, is: 'waiting', movedAt: now() } as const;
      await this.#rows.move(row, { state: waiting.is, movedAt: waiting.movedAt });
      this.#addPlacing(waiting);
    }
    return { is: 'finished', replacement: await this.#told((await this.#rows.find(stream)) ?? row) };
  }

  /** False where there is none, or it is in its place already. */
  async cancel(stream: StreamKeys, uploadId: string): Promise<boolean> {
    if ((await this.#rows.find(stream))?.uploadId !== uploadId) return false;
    await this.#jobs.cancel(nameOf(stream));
    if (await this.#isTooLate(stream, uploadId)) return false;
    await this.#forget(stream);
    return true;
  }

  /** Goes on with what an earlier life of the server left, and lets go of what nobody goes on with. */
  async sweep(): Promise<void> {
    const now = this.#options.now();
    for (const row of await this.#rows.all()) {
      switch (row.is) {
        case 'sending':
          if (isAbandoned(row.movedAt, now)) await this.#forget(row);
          break;
        case 'waiting':
          if (!isAbandoned(row.movedAt, now)) this.#addPlacing(row);
          else await this.#giveUp(row);
          break;
        case 'placed':
          if (isOldDue(row.movedAt, now)) this.#addDeletingOld(row);
          break;
        case 'done':
        case 'failed':
          break;
      }
    }
    await this.#uploads.keepOnly(async (stream) => {
      const row = await this.#rows.find(stream);
      return row?.is === 'sending' || row?.is === 'waiting';
    });
  }

  /** Nothing comes in or is made for this stream any more, and nothing of that is left here. */
  async drop(stream: StreamKeys): Promise<void> {
    await this.#jobs.cancel(nameOf(stream));
    await this.#uploads.drop(stream);
  }

  /** Resolves when all that was begun so far is done. */
  idle(): Promise<void> {
    return this.#jobs.idle();
  }

  close(): Promise<void> {
    return this.#jobs.close();
  }

  /** What those that were begun here will still need. */
  async #promisedBytes(besides: StreamKeys): Promise<number> {
    let promised = 0;
    for (const row of await this.#rows.all()) {
      const isUnderWay = row.is === 'sending' || row.is === 'waiting';
      if (!isUnderWay || nameOf(row) === nameOf(besides)) continue;
      const here = await this.#uploads.sizeOf(row);
      // What came to another server fills another disk.
      if (here !== undefined) promised += COPIES * row.bytes - here;
    }
    return promised;
  }

  async #giveUp(row: ReplacementRow): Promise<void> {
    await this.#jobs.cancel(nameOf(row));
    if (!(await this.#isTooLate(row, row.uploadId))) await this.#fail(row, 'gave-up');
  }

  /** Asked where nothing works at it: whether it is in its place, or has given way to another. */
  async #isTooLate(stream: StreamKeys, uploadId: string): Promise<boolean> {
    const row = await this.#rows.find(stream);
    if (row?.uploadId !== uploadId || row.is === 'placed' || row.is === 'done') return true;
    const manifest = await readManifest(this.#options.blobs, manifestKey(stream));
    if (manifest?.upload !== uploadId) return false;
    // Stopped behind the step that counts, before it was written down that it is in its place.
    this.#addPlacing(row);
    return true;
  }

  async #forget(stream: StreamKeys): Promise<void> {
    await this.drop(stream);
    await deleteUnnamed(this.#options.blobs, stream);
    await this.#rows.forget(stream);
  }

  async #sending(stream: StreamKeys, uploadId: string): Promise<ReplacementRow | undefined> {
    const row = await this.#rows.find(stream);
    if (row?.uploadId !== uploadId || row.is !== 'sending') return undefined;
    // One that is being deleted takes nothing more.
    return (await this.#options.archive.index.find(stream))?.state === 'over' ? row : undefined;
  }

  async #told(row: ReplacementRow): Promise<Replacement> {
    const { uploadId, bytes } = row;
    switch (row.is) {
      case 'sending':
        return { is: 'sending', uploadId, from: (await this.#uploads.sizeOf(row)) ?? 0, bytes };
      case 'waiting':
        return { is: 'waiting', uploadId, progress: this.#progress.get(uploadId) ?? 0 };
      case 'placed':
      case 'done':
        return { is: 'placed', uploadId };
      case 'failed':
        return { is: 'failed', uploadId, failure: row.failure ?? 'gave-up' };
    }
  }

  #addPlacing(row: ReplacementRow): void {
    const { logger } = this.#options;
    const facts = { classId: row.classId, streamId: row.streamId };
    this.#jobs.add(nameOf(row), `place ${row.uploadId}`, async (signal) => {
      try {
        await this.#place(row, signal);
        logger.info(facts, 'a recording was replaced by the file that was sent for it');
      } catch (error) {
        // Closed, not failed: the next start goes on with what is there.
        if (signal.aborted) return;
        if (error instanceof UnfitError) {
          logger.warn({ error, ...facts }, 'a file that was sent in place of a recording can’t be taken');
          await this.#fail(row, error.failure);
        } else {
          logger.error({ error, ...facts }, 'a recording could not be replaced; it is tried again');
        }
      } finally {
        this.#progress.delete(row.uploadId);
      }
    });
  }

  async #place(row: ReplacementRow, signal: AbortSignal): Promise<void> {
    const { blobs, archive, now } = this.#options;
    const before = await readManifest(blobs, manifestKey(row));
    if (!before) throw new Error('the recording is not there any more');
    // Killed behind the step that counts: in the store it is the recording already.
    const isThere = before.upload === row.uploadId;
    const manifest = isThere ? before : await this.#make(row, before, signal);
    signal.throwIfAborted();
    await archive.replace({ classId: row.classId, streamId: row.streamId }, manifest);
    await this.#rows.move(row, { state: 'placed', movedAt: now() });
    await this.#uploads.drop(row);
  }

  async #make(row: ReplacementRow, before: Manifest, signal: AbortSignal): Promise<Manifest> {
    const { blobs, disk, lifeline, logger } = this.#options;
    const ffmpeg = await this.#options.ffmpeg();
    if (!ffmpeg) throw new Error('there is no FFmpeg to cut it with');
    if (!(await disk.hasRoomToSpareFor((COPIES - 1) * row.bytes))) throw new Error('the disk is full');
    return makeReplacement(row, before, {
      ...{ blobs, ffmpeg, lifeline, logger, signal },
      ...{ folder: this.#uploads.folderOf(row), upload: this.#uploads.fileOf(row) },
      handleProgress: (done) => void this.#progress.set(row.uploadId, done),
    });
  }

  async #fail(row: ReplacementRow, failure: ReplacementFailure): Promise<void> {
    await this.#uploads.drop(row);
    await deleteUnnamed(this.#options.blobs, row);
    await this.#rows.move(row, { state: 'failed', failure, movedAt: this.#options.now() });
  }

  #addDeletingOld(row: ReplacementRow): void {
    this.#jobs.add(nameOf(row), 'delete the old', async (signal) => {
      await deleteUnnamed(this.#options.blobs, row, signal);
      await this.#rows.move(row, { state: 'done', movedAt: this.#options.now() });
    });
  }
}
