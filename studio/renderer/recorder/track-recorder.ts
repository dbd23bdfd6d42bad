import type { Encoding } from './pure/encoding.ts';

export interface TrackRecorderOptions {
  tracks: readonly MediaStreamTrack[];
  encoding: Encoding;
  onStarted: (mimeType: string) => void;
  onChunk: (bytes: Uint8Array) => void;
  /** After the last chunk. `failed`: nobody asked for it, and its tracks may go on. */
  onEnded: (end: 'stopped' | 'failed') => void;
}

/** With the way to the disk, a crash of the shell costs less than a second. */
const CHUNK_MS = 400;
/** A picture that stands by itself this often is where a cut can be made without encoding. */
const KEY_PICTURE_EVERY_MS = 2_000;

/** One MediaRecorder over one source: its chunks as bytes, in order. */
export class TrackRecorder {
  readonly #recorder: MediaRecorder;
  #isStopAsked = false;
  #last: Promise<void> = Promise.resolve();

  /** Throws where the browser takes these tracks for nothing that it can record. */
  constructor({ tracks, encoding, onStarted, onChunk, onEnded }: TrackRecorderOptions) {
    const { mimeType, videoBitsPerSecond, audioBitsPerSecond } = encoding;
    this.#recorder = new MediaRecorder(new MediaStream([...tracks]), {
      ...{ mimeType, videoBitsPerSecond, audioBitsPerSecond },
      videoKeyFrameIntervalDuration: KEY_PICTURE_EVERY_MS,
    } as MediaRecorderOptions);
    this.#recorder.addEventListener('start', () => onStarted(this.#recorder.mimeType || mimeType));
    this.#recorder.addEventListener('dataavailable', ({ data }) => {
      this.#last = this.#last.then(async () => {
        if (data.size > 0) onChunk(new Uint8Array(await data.arrayBuffer()));
      });
    });
    this.#recorder.addEventListener('stop', () => {
      void this.#last.then(
        () => onEnded(this.#isStopAsked ? 'stopped' : 'failed'),
        () => onEnded('failed'),
      );
    });
    this.#recorder.start(CHUNK_MS);
  }

  stop(): void {
    this.#isStopAsked = true;
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
  }
}
