import type { FfmpegBinary } from './ffmpeg-binary.ts';
import type { Lifeline } from './lifeline.ts';
import { runLowPriorityFfmpeg } from './low-priority-ffmpeg.ts';

export interface MomentPicturesOptions {
  readonly ffmpeg: FfmpegBinary;
  readonly lifeline: Lifeline;
  /** Ends what is being made. */
  readonly signal: AbortSignal;
  handleTrouble(error: unknown): void;
}

/** An init segment, and what begins with a key frame behind it. */
export type Decodable = readonly Uint8Array[];

const WIDTH = 160;
/** Of some ten long lectures: five kilobytes each. */
const KEPT = 4_000;
/** Whoever asks for more at once is told to come again. */
const WAITING_MAX = 24;
const MAKING_MAX_MS = 5_000;

/**
 * Small pictures of moments of lectures that are live: made of key frames that are there anyway, only when somebody asks,
 * once for all, and never two at once. Where nobody looks they cost nothing.
 */
export class MomentPictures {
  readonly #options: MomentPicturesOptions;
  /** Those asked for last at the end. */
  readonly #made = new Map<string, Buffer>();
  readonly #making = new Map<string, Promise<Buffer | undefined>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: MomentPicturesOptions) {
    this.#options = options;
  }

  /** Undefined where it can't be had now. `key`: the same for the same picture, and for no other. */
  get(key: string, read: () => Promise<Decodable | undefined>): Promise<Buffer | undefined> {
    const known = this.#made.get(key);
    if (known) {
      this.#made.delete(key);
      this.#made.set(key, known);
      return Promise.resolve(known);
    }
    const making = this.#making.get(key);
    if (making || this.#making.size >= WAITING_MAX) return making ?? Promise.resolve(undefined);
    const made = this.#last.then(() => this.#make(key, read));
    this.#making.set(key, made);
    this.#last = made;
    return made;
  }

  async #make(key: string, read: () => Promise<Decodable | undefined>): Promise<Buffer | undefined> {
    const { signal, handleTrouble } = this.#options;
    try {
      const decodable = await read();
      const jpeg = decodable && (await this.#draw(decodable));
      if (jpeg) this.#keep(key, jpeg);
      return jpeg;
    } catch (error) {
      if (!signal.aborted) handleTrouble(error);
      return undefined;
    } finally {
      this.#making.delete(key);
    }
  }

  async #draw(decodable: Decodable): Promise<Buffer | undefined> {
    const { ffmpeg, lifeline, signal } = this.#options;
    const chunks: Buffer[] = [];
    await runLowPriorityFfmpeg({
      ...{ ffmpeg: ffmpeg.path, lifeline },
      signal: AbortSignal.any([signal, AbortSignal.timeout(MAKING_MAX_MS)]),
      args: [
        ...['-threads', '1', '-skip_frame', 'nokey', '-f', 'mp4', '-i', 'pipe:0', '-frames:v', '1'],
        ...['-vf', `scale=${WIDTH}:-2`, '-c:v', 'mjpeg', '-q:v', '5', '-f', 'mjpeg', 'pipe:1'],
      ],
      input: piecesOf(decodable),
      handleOutput: (chunk) => chunks.push(chunk),
    });
    return chunks.length > 0 ? Buffer.concat(chunks) : undefined;
  }

  #keep(key: string, jpeg: Buffer): void {
    this.#made.set(key, jpeg);
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= KEPT) break;
      this.#made.delete(oldest);
    }
  }
}

async function* piecesOf(pieces: Decodable): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
