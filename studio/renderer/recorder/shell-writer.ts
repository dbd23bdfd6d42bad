import type { DiskRoom } from '../../preload/pure/recording-parts.ts';
import { CHUNK_MAX_BYTES } from '../../preload/recordings-contract.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { BridgeError } from '../bridge/bridge-error.ts';
import { bridgeErrorWords } from '../bridge/bridge-error-words.ts';
import {
  type Outbox,
  type OutboxEntry,
  type Parcel,
  emptyOutbox,
  nextParcel,
  withEntry,
  withoutChunks,
  withoutParcel,
} from './pure/outbox.ts';
import type { ShellTrouble } from './pure/recorder-state.ts';
import { texts } from './texts.ts';

export interface RecorderClock {
  now(): number;
  /** Returns what calls it off. */
  after(ms: number, call: () => void): () => void;
}

export interface ShellWriterOptions {
  ask: Bridge['ask'];
  clock: RecorderClock;
  onBegun: (recordingId: string, room: DiskRoom) => void;
  onKept: (sizeBytes: number, room: DiskRoom) => void;
  onTrouble: (trouble: ShellTrouble) => void;
  onDiskFull: () => void;
  /** The shell says no for good. */
  onRefused: (text: string) => void;
  onFinished: () => void;
}

/** As it is told, without what is held. */
type Trouble = { is: 'none' } | { is: 'away' | 'slow' } | { is: 'refused'; text: string };

type Sent = { is: 'taken' } | { is: 'again' } | { is: 'over' };

const AGAIN_AFTER_MS = 500;
/** A disk that is busy for a moment is nothing to tell a person. */
const SLOW_AFTER_MS = 3_000;

/** Brings a recording to the shell, in order, and holds what it doesn't take: owns what waits. */
export class ShellWriter {
  readonly #options: ShellWriterOptions;
  #outbox: Outbox = emptyOutbox;
  #recordingId: string | undefined;
  #keptBytes = 0;
  #isSending = false;
  #isClosed = false;
  #cancelWait: (() => void) | undefined;
  #trouble: Trouble = { is: 'none' };

  constructor(options: ShellWriterOptions) {
    this.#options = options;
  }

  get heldBytes(): number {
    return this.#outbox.heldBytes;
  }

  push(entry: OutboxEntry): void {
    if (this.#isClosed) return;
    this.#outbox = withEntry(this.#outbox, entry);
    if (this.#trouble.is !== 'none') this.#say(this.#trouble);
    if (!this.#isSending) void this.#send();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelWait?.();
    this.#outbox = emptyOutbox;
  }

  async #send(): Promise<void> {
    this.#isSending = true;
    try {
      for (let parcel = this.#next(); parcel && !this.#isClosed; parcel = this.#next()) {
        const sent = await this.#sendWatched(parcel);
        if (sent.is === 'over') break;
        if (sent.is === 'again') await this.#wait();
        else if (!this.#isClosed) this.#handleTaken(parcel);
      }
    } finally {
      this.#isSending = false;
    }
  }

  #next(): Parcel | undefined {
    return nextParcel(this.#outbox, CHUNK_MAX_BYTES);
  }

  #handleTaken(parcel: Parcel): void {
    this.#outbox = withoutParcel(this.#outbox, parcel);
    this.#say({ is: 'none' });
    if (parcel.is === 'finish') this.#options.onFinished();
  }

  async #sendWatched(parcel: Parcel): Promise<Sent> {
    const cancelWatch = this.#options.clock.after(SLOW_AFTER_MS, () => this.#say({ is: 'slow' }));
    try {
      return await this.#sendOne(parcel);
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      switch (error.reason) {
        case 'away':
          this.#say({ is: 'away' });
          return { is: 'again' };
        case 'refused':
          // The disk's trouble may pass. Where nothing is recorded yet, the words are worth more than the wait.
          if (error.code !== 'not-saved' || parcel.is === 'begin')
            return this.#refuse(bridgeErrorWords(error));
          this.#say({ is: 'refused', text: error.message });
          return { is: 'again' };
      }
    } finally {
      cancelWatch();
    }
  }

  async #sendOne(parcel: Parcel): Promise<Sent> {
    const { ask, onBegun } = this.#options;
    const recordingId = this.#recordingId ?? '';
    switch (parcel.is) {
      case 'begin': {
        const { is: _, ...body } = parcel;
        const begun = await ask('recordings.begin', body);
        this.#recordingId = begun.recordingId;
        onBegun(begun.recordingId, begun.room);
        return { is: 'taken' };
      }
      case 'open':
        await ask('recordings.openTrack', { recordingId, track: parcel.track });
        return { is: 'taken' };
      case 'note':
        await ask('recordings.note', { recordingId, note: parcel.note });
        return { is: 'taken' };
      case 'chunks':
        return this.#sendChunks(recordingId, parcel);
      case 'close': {
        const { trackId, endedAtMs } = parcel;
        await ask('recordings.closeTrack', { recordingId, trackId, endedAtMs });
        return { is: 'taken' };
      }
      case 'finish':
        await ask('recordings.finish', { recordingId, endedAtMs: parcel.endedAtMs });
        return { is: 'taken' };
    }
  }

  async #sendChunks(recordingId: string, parcel: Extract<Parcel, { is: 'chunks' }>): Promise<Sent> {
    const { trackId, offsetBytes, bytes } = parcel;
    const answer = await this.#options.ask('recordings.append', { recordingId, trackId, offsetBytes, bytes });
    switch (answer.is) {
      case 'kept':
        this.#keptBytes += bytes.byteLength;
        this.#options.onKept(this.#keptBytes, answer.room);
        return { is: 'taken' };
      case 'disk-full':
        this.#outbox = withoutChunks(this.#outbox);
        this.#options.onDiskFull();
        return { is: 'again' };
      case 'gap':
        return this.#refuse(texts.recorder.gap);
      case 'gone':
        return this.#refuse(texts.recorder.gone);
    }
  }

  #refuse(text: string): Sent {
    this.#options.onRefused(text);
    this.close();
    return { is: 'over' };
  }

  #say(trouble: Trouble): void {
    if (this.#isClosed || (trouble.is === 'none' && this.#trouble.is === 'none')) return;
    this.#trouble = trouble;
    const { heldBytes } = this.#outbox;
    this.#options.onTrouble(trouble.is === 'none' ? trouble : { ...trouble, heldBytes });
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(AGAIN_AFTER_MS, resolve);
      this.#cancelWait = () => {
        cancel();
        resolve();
      };
    });
  }
}
