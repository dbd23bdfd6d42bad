import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs } from '../../storage/index.ts';
import type { Lifeline } from '../lifeline.ts';
import type { Archive } from './archive.ts';
import { type DownloadRow, DownloadRows } from './download-rows.ts';
import type { Jobs } from './jobs.ts';
import { makeOneFile } from './one-file.ts';
import { downloadTracks } from './pure/download-tracks.ts';
import { type StreamKeys, downloadKey, nameOf } from './pure/keys.ts';
import type { Disk } from './disk.ts';
import type { ArchiveLogger } from './recording-alarm.ts';
import type { Database } from '../../records/index.ts';

export interface DownloadsOptions {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly archive: Pick<Archive, 'find'>;
  readonly jobs: Jobs;
  readonly disk: Disk;
  /** Undefined, with a reason, where there is none. */
  readonly ffmpeg: () => Promise<string | undefined>;
  readonly lifeline: Lifeline;
  readonly workFolder: string;
  readonly logger: ArchiveLogger;
  readonly now: () => number;
}

export type Download =
  | { rung: string; is: 'waiting'; progress: number }
  | { rung: string; is: 'ready'; bytes: number; expiresAt: number }
  | { rung: string; is: 'failed'; failure: string };

const DAY_MS = 24 * 3_600_000;
/** Long enough for a class to fetch it; made again it costs a minute. */
const KEPT_MS = 7 * DAY_MS;
/** What was fetched and what is made of it are on the disk at once; then that and its copy in the store, where that is files. */
const COPIES = 2;

/** Recordings as one file each, made when somebody asks, and gone again after a week. */
export class Downloads {
  readonly #options: DownloadsOptions;
  readonly #rows: DownloadRows;
  readonly #progress = new Map<string, number>();

  constructor(options: DownloadsOptions) {
    this.#options = options;
    this.#rows = new DownloadRows(options.database);
  }

  /** Goes on with what an earlier life of the server was asked for. */
  async start(): Promise<void> {
    for (const { rung, ...stream } of await this.#rows.waiting()) this.#add(stream, rung);
  }

  /** False where there is no such rung. Asked again while it is made or there, it stays as it is. */
  async ask(stream: StreamKeys, rung: string): Promise<boolean> {
    const recording = await this.#options.archive.find(stream.classId, stream.streamId);
    if (!recording?.isOver || !downloadTracks(recording, rung)) return false;
    await this.#rows.ask(stream, rung, this.#options.now());
    const row = (await this.#rows.of(stream)).find((one) => one.rung === rung);
    if (row?.is === 'waiting') this.#add(stream, rung);
    return true;
  }

  async of(stream: StreamKeys): Promise<Download[]> {
    return (await this.#rows.of(stream)).map((row) => this.#told(row));
  }

  async expire(): Promise<void> {
    for (const { rung, ...stream } of await this.#rows.expired(this.#options.now())) {
      await this.#options.blobs.delete(downloadKey(stream, rung));
      await this.#rows.forget(stream, rung);
    }
  }

  /** Another recording has taken its place: what was made of the old one goes, and who waits gets the new one. */
  async renew(stream: StreamKeys): Promise<void> {
    await this.drop(stream);
    for (const { rung, is } of await this.#rows.of(stream)) {
      if (is === 'waiting') continue;
      await this.#options.blobs.delete(downloadKey(stream, rung));
      await this.#rows.forget(stream, rung);
    }
    await this.start();
  }

  /** Nothing works for this stream any more, and nothing of that work is left here. */
  async drop(stream: StreamKeys): Promise<void> {
    await this.#options.jobs.cancel(nameOf(stream));
    await rm(this.#folderOf(stream), { recursive: true, force: true });
  }

  #told(row: DownloadRow): Download {
    const { rung } = row;
    switch (row.is) {
      case 'waiting':
        return { rung, is: 'waiting', progress: this.#progress.get(downloadKey(row, rung)) ?? 0 };
      case 'ready':
        return { rung, is: 'ready', bytes: row.bytes, expiresAt: row.expiresAt };
      case 'failed':
        return { rung, is: 'failed', failure: row.failure };
    }
  }

  #add({ classId, streamId }: StreamKeys, rung: string): void {
    const stream = { classId, streamId };
    this.#options.jobs.add(nameOf(stream), `download ${rung}`, async (signal) => {
      try {
        await this.#make(stream, rung, signal);
      } catch (error) {
        // Closed, not failed: the next start goes on with what is there.
        if (signal.aborted) return;
        this.#options.logger.error({ error, ...stream, rung }, 'a download could not be made');
        await rm(this.#folderOf(stream, rung), { recursive: true, force: true });
        const failure = error instanceof Error ? error.message : String(error);
        await this.#rows.settle(stream, rung, { state: 'failed', failure });
      } finally {
        this.#progress.delete(downloadKey(stream, rung));
      }
    });
  }

  async #make(stream: StreamKeys, rung: string, signal: AbortSignal): Promise<void> {
    const { archive, blobs, lifeline, disk, now } = this.#options;
    const recording = await archive.find(stream.classId, stream.streamId);
    const tracks = recording && downloadTracks(recording, rung);
    if (!recording || !tracks) throw new Error('the recording is not there any more');
    const ffmpeg = await this.#options.ffmpeg();
    if (ffmpeg === undefined) throw new Error('there is no FFmpeg to make it with');
    const bytes = [tracks.picture, tracks.sound]
      .flatMap((name) => (name === undefined ? [] : recording.segments(name)))
      .reduce((sum, segment) => sum + segment.bytes, 0);
    if (!(await disk.hasRoomFor(COPIES * bytes))) throw new Error('the disk is full');
    const folder = this.#folderOf(stream, rung);
    const key = downloadKey(stream, rung);
    const handleProgress = (done: number) => void this.#progress.set(key, done);
    const whole = await makeOneFile(recording, tracks, { ffmpeg, lifeline, folder, signal, handleProgress });
    signal.throwIfAborted();
    await blobs.put(key, createReadStream(whole, { signal }));
    const { size } = await stat(whole);
    await this.#rows.settle(stream, rung, { state: 'ready', bytes: size, expires_at: now() + KEPT_MS });
    await rm(folder, { recursive: true, force: true });
  }

  #folderOf({ classId, streamId }: StreamKeys, ...rung: string[]): string {
    return join(this.#options.workFolder, classId, streamId, ...rung);
  }
}
