import type { Replacement } from '@rostrum/protocol/http';
import type { Refusal, RefusalCode } from '@rostrum/protocol/room';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReplaceRefused, Replacing } from '../../../preload/replace-contract.ts';
import { planExport, runExport } from '../export-run.ts';
import type { FfmpegSearch } from '../find-ffmpeg.ts';
import type { RecordingStore } from '../recording-store.ts';
import { type JobFile, MEDIA_TITLE, mediaFileOf, removeMedia, writeJobFile } from './job-file.ts';
import { type Clip, clipFor, clockAheadOf, wholeProgramme } from './pure/plan.ts';
import { type Asked, type ClassAccess, ServerRecordings } from './server-recordings.ts';

export interface ReplaceRunOptions {
  readonly store: RecordingStore;
  readonly search: () => Promise<FfmpegSearch>;
  readonly access: ClassAccess;
  readonly report: (text: string, cause: unknown) => void;
  /** So long it waits after the first question in vain; its other waits are so many times as long. */
  readonly paceMs: number;
  readonly signal: AbortSignal;
  handleState(state: Replacing): void;
}

export type ReplaceEnd = Extract<Replacing, { is: 'done' | 'refused' | 'elsewhere' | 'cancelled' }>;
type Step<T> = { is: 'value'; value: T } | ReplaceEnd;
type No = { is: 'no'; refusal: Refusal };
type Made = NonNullable<JobFile['made']>;
type Sending = Extract<Replacement, { is: 'sending' }>;

/** The server keeps what came of one that breaks off; smaller ones would wait for more answers. */
const PIECE_BYTES = 2 * 1024 * 1024;
const PACES = { againAtMost: 30, lookAtPlacing: 2, lookAtAir: 5 };
/** An upload that the server gave up is begun anew, but not for ever. */
const BEGIN_MAX = 3;
/** What is made is summed up too before it goes. */
const MAKING_SHARE = 0.9;
/** Refusals that mean nothing but a bad moment. */
const PASSING: readonly RefusalCode[] = ['too-fast', 'server-error'];

const refused = (because: ReplaceRefused): ReplaceEnd => ({ is: 'refused', because });

/** One recording on its way into the place of the server's: made, sent, followed to its end. Goes on where it was. */
export class ReplaceRun {
  readonly #recordingId: string;
  readonly #options: ReplaceRunOptions;
  readonly #folder: string;
  readonly #server: ServerRecordings;
  #job: JobFile;

  constructor(recordingId: string, job: JobFile, options: ReplaceRunOptions) {
    const { store, access, report } = options;
    this.#recordingId = recordingId;
    this.#options = options;
    this.#job = job;
    this.#folder = store.folderOf(recordingId);
    this.#server = new ServerRecordings({ keys: job, access, report });
  }

  async run(): Promise<ReplaceEnd> {
    let place = await this.#look();
    for (let begun = 0; place.is === 'value';) {
      const { value } = place;
      switch (value.is) {
        case 'none':
          if (begun === BEGIN_MAX) return refused({ why: 'gone' });
          begun += 1;
          place = await this.#begin();
          break;
        case 'sending':
          place = value.from < value.bytes ? await this.#sendFrom(value) : await this.#finish(value.uploadId);
          break;
        case 'waiting':
          this.#options.handleState({ is: 'placing', progress: value.progress });
          await this.#pause(PACES.lookAtPlacing);
          place = await this.#look();
          break;
        case 'placed':
          return { is: 'done' };
        case 'failed':
          return refused({ why: 'file', failure: value.failure });
      }
    }
    return place;
  }

  /** `none` where the server has nothing of ours, or we have nothing any more that could go on. */
  async #look(): Promise<Step<Replacement>> {
    const { uploadId, streamId } = this.#job;
    if (uploadId === undefined) return none;
    const found = await this.#ask(() => this.#server.find(streamId));
    if (found.is !== 'value') return ended(found);
    const { value } = found;
    if (value.is === 'none' || value.uploadId !== uploadId) return none;
    return value.is === 'sending' && !(await this.#made()) ? none : found;
  }

  /** Where the server contradicts itself, it is not asked without a pause. */
  async #lookAgain(): Promise<Step<Replacement>> {
    await this.#pause(1);
    return this.#look();
  }

  async #begin(): Promise<Step<Replacement>> {
    const there = await this.#made();
    const made: Step<Made> = there ? { is: 'value', value: there } : await this.#make();
    if (made.is !== 'value') return made;
    const { bytes, sha256, startedAtMs: startedAt } = made.value;
    const begin = () => this.#server.begin(this.#job.streamId, { bytes, sha256, startedAt });
    // Room may come, and another file goes to its place or gives way: what was made in an hour is kept for that.
    const begun = await this.#ask(begin, ['full', 'taken']);
    // What we announce has the right form: what the server can't make sense of is when it was recorded.
    if (begun.is === 'no' && begun.refusal.code === 'malformed') {
      return refused({ why: 'file', failure: 'other-time' });
    }
    if (begun.is !== 'value') return ended(begun);
    if (begun.value.is !== 'none') await this.#keep({ uploadId: begun.value.uploadId });
    return begun;
  }

  async #sendFrom({ uploadId, from, bytes }: Sending): Promise<Step<Replacement>> {
    const { signal, handleState } = this.#options;
    handleState({ is: 'sending', progress: from / bytes });
    const piece = await readPiece(mediaFileOf(this.#folder), from, Math.min(PIECE_BYTES, bytes - from));
    const send = () => this.#server.send(this.#job.streamId, uploadId, from, piece, signal);
    // A disk of the server's that is full may have room again.
    const sent = await this.#ask(send, ['full']);
    if (sent.is === 'value') return { is: 'value', value: { is: 'sending', uploadId, bytes, ...sent.value } };
    return isGone(sent) ? this.#lookAgain() : ended(sent);
  }

  async #finish(uploadId: string): Promise<Step<Replacement>> {
    const finished = await this.#ask(() => this.#server.finish(this.#job.streamId, uploadId));
    if (finished.is === 'value') return finished;
    return isGone(finished) ? this.#lookAgain() : ended(finished);
  }

  /** What lies there whole, to be sent. */
  async #made(): Promise<Made | undefined> {
    const { made } = this.#job;
    const found = await stat(mediaFileOf(this.#folder)).catch(() => undefined);
    return found?.size === made?.bytes ? made : undefined;
  }

  async #make(): Promise<Step<Made>> {
    const { store, search, signal, handleState } = this.#options;
    const planned = await this.#plan();
    if (planned.is !== 'value') return planned;
    const { trackId, clip } = planned.value;
    const { startedAtMs, fromMs, toMs } = clip;
    const plan = await planExport(
      store,
      {
        ...{ recordingId: this.#recordingId, trackId, form: 'mp4', chapters: [], isLoudnessEven: false },
        ...(fromMs === undefined ? {} : { fromMs }),
        ...(toMs === undefined ? {} : { toMs }),
      },
      await search(),
    );
    if (!plan.ok) return refused({ why: 'shell', text: plan.text });
    await removeMedia(this.#folder);
    const handleProgress = (progress: number) =>
      handleState({ is: 'preparing', progress: progress * MAKING_SHARE });
    handleProgress(0);
    const exportId = `${process.pid}-replacement`;
    const end = await runExport({ ...plan.plan, title: MEDIA_TITLE }, exportId, signal, handleProgress);
    if (end.is === 'cancelled') return end;
    if (end.is === 'failed') return refused({ why: 'shell', text: end.text });
    const made = { bytes: end.sizeBytes, sha256: await sha256Of(end.file, signal), startedAtMs };
    await this.#keep({ made });
    return { is: 'value', value: made };
  }

  /** What of the recording is sent, for the server's own as it is now. */
  async #plan(): Promise<Step<{ trackId: string; clip: Clip }>> {
    const { streamId } = this.#job;
    const listed = await this.#ask(() => this.#server.list());
    if (listed.is !== 'value') return ended(listed);
    const stream = listed.value.find((one) => one.streamId === streamId);
    const found = await this.#options.store.find(this.#recordingId);
    const track = found && wholeProgramme(found.manifest);
    if (!stream || !track) {
      const why = await this.#ask(() => this.#server.find(streamId));
      return refused({ why: why.is === 'no' && why.refusal.code === 'not-yet' ? 'on-air' : 'gone' });
    }
    const clockAheadMs = clockAheadOf(found.manifest) ?? (await this.#server.clockAheadMs()) ?? 0;
    const others = listed.value.filter((one) => one !== stream);
    const clip = clipFor(found.manifest, track, stream, others, clockAheadMs);
    return { is: 'value', value: { trackId: track.trackId, clip } };
  }

  /** As long as it takes: what keeps a file from the server may last for an hour. */
  async #ask<T>(
    question: () => Promise<Asked<T>>,
    mayPass: readonly RefusalCode[] = [],
  ): Promise<{ is: 'value'; value: T } | No | ReplaceEnd> {
    const { signal, handleState } = this.#options;
    for (let failures = 0; ; failures += 1) {
      await this.#untilOffAir();
      if (signal.aborted) return { is: 'cancelled' };
      const asked = await question();
      if (asked.is === 'value' || asked.is === 'elsewhere') return asked;
      if (asked.is === 'refused' && ![...PASSING, ...mayPass].includes(asked.refusal.code)) {
        return { is: 'no', refusal: asked.refusal };
      }
      handleState({ is: 'waiting', for: asked.is === 'away' ? 'network' : 'server' });
      await this.#pause(Math.min(PACES.againAtMost, 2 ** failures));
    }
  }

  /** A lecture that goes on has the network for itself. */
  async #untilOffAir(): Promise<void> {
    const { store, signal, handleState } = this.#options;
    while (store.isRecording && !signal.aborted) {
      handleState({ is: 'waiting', for: 'air' });
      await this.#pause(PACES.lookAtAir);
    }
  }

  async #pause(paces: number): Promise<void> {
    const { paceMs, signal } = this.#options;
    // A shell that is closed doesn't wait for it.
    await wait(paces * paceMs, undefined, { signal, ref: false }).catch(() => undefined);
  }

  async #keep(more: Partial<JobFile>): Promise<void> {
    this.#job = { ...this.#job, ...more };
    await writeJobFile(this.#folder, this.#job);
  }
}

const none: Step<Replacement> = { is: 'value', value: { is: 'none' } };

function ended(answer: No | ReplaceEnd): ReplaceEnd {
  if (answer.is !== 'no') return answer;
  const { refusal } = answer;
  return refused(refusal.code === 'not-found' ? { why: 'gone' } : { why: 'server', refusal });
}

/** The upload is another one now, or none, or not where we thought: what it is has to be looked at. */
function isGone(answer: No | ReplaceEnd): boolean {
  return answer.is === 'no' && (answer.refusal.code === 'not-found' || answer.refusal.code === 'not-yet');
}

async function readPiece(path: string, from: number, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const piece = new Uint8Array(bytes);
  const file = await open(path, 'r');
  try {
    let read = 0;
    while (read < bytes) {
      const { bytesRead } = await file.read(piece, read, bytes - read, from + read);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was`);
      read += bytesRead;
    }
  } finally {
    await file.close();
  }
  return piece;
}

async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
