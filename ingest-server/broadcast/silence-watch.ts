/** A healthy start takes half a second, and parts come four times a second; after this silence FFmpeg hangs. */
export const FIRST_PART_MAX_MS = 8_000;
export const SILENCE_MAX_MS = 3_000;

/** Notices that a transcoder says nothing: at its start any rung, later all of them together. */
export class SilenceWatch {
  readonly #awaited: Set<string>;
  readonly #handleSilence: (detail: string) => void;
  #timer: NodeJS.Timeout;

  constructor(names: readonly string[], handleSilence: (detail: string) => void) {
    this.#awaited = new Set(names);
    this.#handleSilence = handleSilence;
    this.#timer = setTimeout(() => {
      handleSilence(`nothing of ${[...this.#awaited].join(', ')} for ${FIRST_PART_MAX_MS} ms`);
    }, FIRST_PART_MAX_MS);
  }

  /** Whether there are rungs that have not given a part yet. */
  get starting(): boolean {
    return this.#awaited.size > 0;
  }

  handlePart(name: string): void {
    this.#awaited.delete(name);
    if (this.starting) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#handleSilence(`no part for ${SILENCE_MAX_MS} ms`), SILENCE_MAX_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
