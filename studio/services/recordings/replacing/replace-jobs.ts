import type { StreamId } from '@rostrum/protocol/room';
import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { RecordingReplacement, Replacing } from '../../../preload/replace-contract.ts';
import type { FfmpegSearch } from '../find-ffmpeg.ts';
import { type RecordingStore, isDiskFull } from '../recording-store.ts';
import { texts } from '../texts.ts';
import { cancelUpload } from './cancel-upload.ts';
import { type JobFile, readJobFile, removeJobFile, removeMedia, writeJobFile } from './job-file.ts';
import { ReplaceRun } from './replace-run.ts';
import { type ClassAccess, type ClassKeys, ServerRecordings } from './server-recordings.ts';

export interface ReplaceJobsOptions {
  readonly store: RecordingStore;
  readonly search: () => Promise<FfmpegSearch>;
  readonly access: ClassAccess;
  readonly report: (text: string, cause: unknown) => void;
  readonly paceMs?: number | undefined;
}

interface Job {
  readonly keys: ClassKeys;
  readonly streamId: StreamId;
  abort: AbortController;
  state: Replacing;
  isCancelling: boolean;
  /** Settled where nothing works at it. */
  running: Promise<void>;
}

const PACE_MS = 1_000;
const CANCEL_AGAIN_AT_MOST_PACES = 30;

/**
 * Recordings on their way to the server, one after the other. What the shell was at when it was ended is gone on with
 * by the next one; what belongs to another class than the one that is open waits for it.
 */
export class ReplaceJobs {
  readonly #options: ReplaceJobsOptions;
  readonly #jobs = new Map<string, Job>();
  #last: Promise<void> = Promise.resolve();
  #resuming: Promise<void> | undefined;

  constructor(options: ReplaceJobsOptions) {
    this.#options = options;
  }

  async start(recordingId: string, streamId: StreamId): Promise<'started' | 'at-work' | 'no-class'> {
    await this.resume();
    const keys = await this.#options.access.current();
    if (!keys) return 'no-class';
    if (this.isAtWorkOn(recordingId)) return 'at-work';
    const { server, classId } = keys;
    const file: JobFile = { version: 1, server, classId, streamId };
    const folder = this.#options.store.folderOf(recordingId);
    await removeMedia(folder);
    await writeJobFile(folder, file);
    this.#add(recordingId, file);
    return 'started';
  }

  async list(): Promise<RecordingReplacement[]> {
    await this.resume();
    await this.#takeUpParked();
    return [...this.#jobs].map(([recordingId, { streamId, state }]) => ({ recordingId, streamId, state }));
  }

  /**
   * Ends one that is under way, and forgets one that has ended. Ended once more while the server has not heard it, it is
   * forgotten too, and nothing is said of what the server has.
   */
  async end(recordingId: string): Promise<void> {
    const job = this.#jobs.get(recordingId);
    if (!job) return;
    const folder = this.#options.store.folderOf(recordingId);
    const isToCancel = this.isAtWorkOn(recordingId) && !job.isCancelling;
    if (!isToCancel) this.#jobs.delete(recordingId);
    job.isCancelling = true;
    job.abort.abort();
    if (isToCancel) job.state = cancelling;
    await job.running;
    const file = await readJobFile(folder);
    if (isToCancel && file?.uploadId !== undefined) {
      await this.#cancel(recordingId, job, file, file.uploadId);
    } else {
      await removeJobFile(folder);
      job.state = { is: 'cancelled' };
    }
  }

  isAtWorkOn(recordingId: string): boolean {
    switch (this.#jobs.get(recordingId)?.state.is) {
      case 'waiting':
      case 'preparing':
      case 'sending':
      case 'placing':
      case 'elsewhere':
        return true;
      case 'done':
      case 'refused':
      case 'cancelled':
      case undefined:
        return false;
    }
  }

  /** Finds what an earlier run of the shell was at, once. */
  resume(): Promise<void> {
    this.#resuming ??= this.#resume().catch((cause: unknown) => {
      this.#resuming = undefined;
      this.#options.report('what was being sent to the server could not be looked for', cause);
    });
    return this.#resuming;
  }

  /** What is under way stays to be gone on with. */
  async close(): Promise<void> {
    for (const { abort } of this.#jobs.values()) abort.abort();
    await this.#last;
    for (const { running } of this.#jobs.values()) await running;
  }

  async #resume(): Promise<void> {
    const { store } = this.#options;
    for (const recordingId of await namesIn(store.folder)) {
      const file = await readJobFile(store.folderOf(recordingId));
      if (!file || this.#jobs.has(recordingId)) continue;
      this.#add(recordingId, file);
    }
  }

  #add(recordingId: string, file: JobFile): void {
    const { server, classId, streamId, uploadId, isDone, isCancelling = false } = file;
    const state: Replacing = isDone ? { is: 'done' } : { is: 'waiting', for: 'turn' };
    const job: Job = {
      ...{ keys: { server, classId }, streamId, abort: new AbortController(), state, isCancelling },
      running: Promise.resolve(),
    };
    this.#jobs.set(recordingId, job);
    if (isDone) return;
    if (isCancelling && uploadId !== undefined) {
      job.state = cancelling;
      job.running = this.#cancelLater(recordingId, job, file, uploadId);
    } else {
      this.#queue(recordingId, job, file);
    }
  }

  #queue(recordingId: string, job: Job, file: JobFile): void {
    this.#last = this.#last.then(() => (job.running = this.#run(recordingId, job, file)));
  }

  /** Their class is open here now. */
  async #takeUpParked(): Promise<void> {
    const parked = [...this.#jobs].filter(([, { state }]) => state.is === 'elsewhere');
    if (parked.length === 0) return;
    const current = await this.#options.access.current();
    for (const [recordingId, job] of parked) {
      const isHere = current?.server === job.keys.server && current.classId === job.keys.classId;
      if (!isHere || job.state.is !== 'elsewhere') continue;
      job.state = { is: 'waiting', for: 'turn' };
      const file = await readJobFile(this.#options.store.folderOf(recordingId));
      if (file) this.#queue(recordingId, job, file);
      else this.#jobs.delete(recordingId);
    }
  }

  async #run(recordingId: string, job: Job, file: JobFile): Promise<void> {
    const { signal } = job.abort;
    if (signal.aborted || job.isCancelling) return;
    const { paceMs = PACE_MS, ...options } = this.#options;
    const folder = options.store.folderOf(recordingId);
    const handleState = (state: Replacing) => {
      if (!signal.aborted) job.state = state;
    };
    try {
      const run = new ReplaceRun(recordingId, file, { ...options, paceMs, signal, handleState });
      const end = await run.run();
      if (signal.aborted) return;
      if (end.is === 'done')
        await writeJobFile(folder, { ...file, isDone: true }).then(() => removeMedia(folder));
      if (end.is === 'refused') await removeJobFile(folder);
      job.state = end;
    } catch (cause) {
      if (signal.aborted) return;
      options.report(`${recordingId} could not be sent to the server`, cause);
      await removeJobFile(folder).catch(() => undefined);
      job.state = { is: 'refused', because: { why: 'shell', text: this.#wordsFor(cause) } };
    }
  }

  #wordsFor(cause: unknown): string {
    if (isDiskFull(cause)) return texts().diskFull;
    return texts().failed(cause instanceof Error ? cause.message : String(cause));
  }

  /** Resolves when the server was asked once; where it didn't answer it is asked again. */
  async #cancel(recordingId: string, job: Job, file: JobFile, uploadId: string): Promise<void> {
    const folder = this.#options.store.folderOf(recordingId);
    // What ends is not its sending any more, but its cancelling.
    job.abort = new AbortController();
    await writeJobFile(folder, { ...file, isCancelling: true });
    await removeMedia(folder);
    const asking = this.#cancelThere(recordingId, job, file, uploadId);
    job.running = asking.then(
      (isHeard) => (isHeard ? undefined : this.#cancelLater(recordingId, job, file, uploadId)),
      () => undefined,
    );
    await asking;
  }

  async #cancelLater(recordingId: string, job: Job, file: JobFile, uploadId: string): Promise<void> {
    const { paceMs = PACE_MS, report } = this.#options;
    const { signal } = job.abort;
    try {
      for (let failures = 0; !signal.aborted; failures += 1) {
        const paces = Math.min(CANCEL_AGAIN_AT_MOST_PACES, 2 ** failures);
        // A shell that is closed doesn't wait for it.
        await wait(paces * paceMs, undefined, { signal, ref: false }).catch(() => undefined);
        if (signal.aborted || (await this.#cancelThere(recordingId, job, file, uploadId))) return;
      }
    } catch (cause) {
      report(`${recordingId} could not be cancelled`, cause);
    }
  }

  /** False where the server has not said what became of it. */
  async #cancelThere(recordingId: string, job: Job, file: JobFile, uploadId: string): Promise<boolean> {
    const { access, report, store } = this.#options;
    const { keys, streamId } = job;
    const end = await cancelUpload(new ServerRecordings({ keys, access, report }), streamId, uploadId);
    if (!end) return false;
    const folder = store.folderOf(recordingId);
    if (end.is === 'done') await writeJobFile(folder, { ...file, isDone: true });
    else await removeJobFile(folder);
    job.state = end;
    return true;
  }
}

const cancelling: Replacing = { is: 'waiting', for: 'cancelling' };

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    // Where there is no folder yet, or none can be, nothing was being sent.
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw cause;
  }
}
