import { FrameWriter } from './frame-writer.ts';
import type { Shown } from './stage.ts';

/** A picture that stands still is told again this often: a recording without frames has no length. */
const AGAIN_EVERY_MS = 1000;

/** Writes what stands in a slot to a track of its own, as often as it changes. */
export class SlotTap {
  readonly #writer: FrameWriter;
  #last: Shown | undefined;
  #lastAtMs = 0;
  #isBroken = false;

  constructor(output: WritableStream<VideoFrame>) {
    // Whoever took the track has stopped it: nobody looks any more.
    this.#writer = new FrameWriter(output, () => (this.#isBroken = true));
  }

  offer(shown: Shown | undefined, nowMs: number): void {
    if (!shown || this.#isBroken || !this.#writer.takesOne) return;
    if (shown === this.#last && nowMs - this.#lastAtMs < AGAIN_EVERY_MS) return;
    this.#last = shown;
    this.#lastAtMs = nowMs;
    this.#writer.write(new VideoFrame(shown, { timestamp: Math.round(nowMs * 1000), alpha: 'discard' }));
  }

  close(): void {
    this.#writer.close();
  }
}
