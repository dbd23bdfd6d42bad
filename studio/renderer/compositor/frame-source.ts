import type { FrameCopy } from './frame-copy.ts';

export interface Copying {
  copy: FrameCopy;
  /** Whether anybody draws it: who doesn't needs none. */
  isWanted: () => boolean;
}

/** Keeps the newest frame of one source, and closes all others: an unclosed frame starves the camera's small pool. */
export class FrameSource {
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;
  readonly #onFrame: () => void;
  readonly #copying: Copying | undefined;
  #latest: VideoFrame | undefined;
  #isClosed = false;

  constructor(frames: ReadableStream<VideoFrame>, onFrame: () => void, copying?: Copying) {
    this.#reader = frames.getReader();
    this.#onFrame = onFrame;
    this.#copying = copying;
    void this.#read();
  }

  /** Still ours: the caller draws it and must not close it. */
  get latest(): VideoFrame | undefined {
    return this.#latest;
  }

  /** What to draw of it: the same picture, in whatever form is drawn sooner. */
  get drawable(): CanvasImageSource | undefined {
    const { latest } = this;
    return latest && (this.#copying?.copy.pictureOf(latest) ?? latest);
  }

  /** Whether it can be drawn as it is drawn soonest; if not, it will be in a moment. */
  get isReady(): boolean {
    const { latest } = this;
    if (!latest || !this.#copying || this.#copying.copy.isReadyFor(latest)) return true;
    void this.#copying.copy.take(latest);
    return false;
  }

  takeSpentMs(): number {
    return this.#copying?.copy.takeSpentMs() ?? 0;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#replace(undefined);
    // A stream that has failed already has nothing to cancel.
    this.#reader.cancel().catch(() => {});
  }

  async #read(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await this.#reader.read();
        if (done) break;
        if (!this.#isClosed && this.#copying?.isWanted()) await this.#copying.copy.take(value);
        if (this.#isClosed) {
          value.close();
          continue;
        }
        this.#replace(value);
        this.#onFrame();
      }
    } catch {
      // A source that fails ends like one that stops; its owner hears of it from the track.
    }
    this.#replace(undefined);
  }

  #replace(frame: VideoFrame | undefined): void {
    this.#latest?.close();
    this.#latest = frame;
  }
}
