import { opaqueContext } from './opaque-context.ts';
import { type CameraWatch, UNSEEN, afterLook } from './pure/camera-watch.ts';
import type { Shown } from './stage.ts';

const EVERY_MS = 2000;
/** Each of its pixels is one of the camera's, not a mean of many: their noise is what tells a picture from the next. */
const SAMPLE = { width: 32, height: 18 } as const;

/** Looks every now and then whether the camera's picture is still another one: a camera that hangs says nothing of it. */
export class CameraLook {
  readonly #onChange: (isFrozen: boolean) => void;
  #watch: CameraWatch = UNSEEN;
  #lastAtMs = 0;
  /** Made when there is a camera for the first time. */
  #context: OffscreenCanvasRenderingContext2D | undefined;

  constructor(onChange: (isFrozen: boolean) => void) {
    this.#onChange = onChange;
  }

  lookWhenDue(shown: Shown | undefined, nowMs: number): void {
    if (!shown) this.#become(UNSEEN);
    else if (nowMs - this.#lastAtMs >= EVERY_MS) {
      this.#lastAtMs = nowMs;
      this.#become(afterLook(this.#watch, this.#sampleOf(shown)));
    }
  }

  #become(watch: CameraWatch): void {
    const { isFrozen } = this.#watch;
    this.#watch = watch;
    if (watch.isFrozen !== isFrozen) this.#onChange(watch.isFrozen);
  }

  #sampleOf(shown: Shown): Uint8ClampedArray {
    const { width, height } = SAMPLE;
    this.#context ??= sampleContext();
    this.#context.drawImage(shown, 0, 0, width, height);
    return this.#context.getImageData(0, 0, width, height).data;
  }
}

function sampleContext(): OffscreenCanvasRenderingContext2D {
  const { width, height } = SAMPLE;
  const context = opaqueContext(new OffscreenCanvas(width, height), { willReadFrequently: true });
  // Smoothed, much of the noise would be gone.
  context.imageSmoothingEnabled = false;
  return context;
}
