import { type CameraWatch, type Sample, UNSEEN, afterLook } from './pure/camera-watch.ts';
import { spreadSample } from './pure/spread-sample.ts';
import type { Shown } from './stage.ts';

const EVERY_MS = 2000;
/** Each of them is one of the camera's own, not a mean of many: their noise is what tells a picture from the next. */
const BYTES = 1024;

/**
 * Looks every now and then whether the camera's picture is still another one: a camera that hangs says nothing of it.
 * Reads the frame's bytes: each frame that is drawn stays in the browser's cache of decoded pictures, for hundreds of megabytes.
 */
export class CameraLook {
  readonly #onChange: (isFrozen: boolean) => void;
  #watch: CameraWatch = UNSEEN;
  #lastAtMs = 0;
  #isLooking = false;
  #bytes = new Uint8Array();

  constructor(onChange: (isFrozen: boolean) => void) {
    this.#onChange = onChange;
  }

  lookWhenDue(shown: Shown | undefined, nowMs: number): void {
    if (!shown) this.#become(UNSEEN);
    else if (shown instanceof VideoFrame && !this.#isLooking && nowMs - this.#lastAtMs >= EVERY_MS) {
      this.#lastAtMs = nowMs;
      void this.#look(shown);
    }
  }

  async #look(frame: VideoFrame): Promise<void> {
    this.#isLooking = true;
    const before = this.#watch;
    const sample = await this.#sampleOf(frame);
    this.#isLooking = false;
    // The camera may have gone meanwhile.
    if (sample && this.#watch === before) this.#become(afterLook(before, sample));
  }

  #become(watch: CameraWatch): void {
    const { isFrozen } = this.#watch;
    this.#watch = watch;
    if (watch.isFrozen !== isFrozen) this.#onChange(watch.isFrozen);
  }

  async #sampleOf(frame: VideoFrame): Promise<Sample | undefined> {
    // One whose pixels are on a graphics card is read in a form that it has to be turned into.
    const form: VideoFrameCopyToOptions = frame.format === null ? { format: 'RGBA' } : {};
    try {
      const size = frame.allocationSize(form);
      if (this.#bytes.length !== size) this.#bytes = new Uint8Array(size);
      await frame.copyTo(this.#bytes, form);
      return spreadSample(this.#bytes, BYTES);
    } catch {
      // Closed while it was read, or of a kind that is not read at all: nothing is known of it then.
      return undefined;
    }
  }
}
