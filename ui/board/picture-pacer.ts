import { waitForPicture } from './pure/picture-pace.ts';

export interface PicturePacerOptions {
  readonly now: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly make: () => void;
}

/** Has a picture made after each change, and no more often than thirty times a second. */
export class PicturePacer {
  readonly #options: PicturePacerOptions;
  #lastAt: number | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: PicturePacerOptions) {
    this.#options = options;
  }

  handleChanged(): void {
    if (this.#cancel) return;
    const { now, after } = this.#options;
    const waitMs = waitForPicture(this.#lastAt, now());
    if (waitMs === 0) this.#make();
    else
      this.#cancel = after(waitMs, () => {
        this.#cancel = undefined;
        this.#make();
      });
  }

  /** What was due is not made any more. */
  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #make(): void {
    this.#lastAt = this.#options.now();
    this.#options.make();
  }
}
