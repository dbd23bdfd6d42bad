/** Everything that waits here ends with `close`. */
export class Timers {
  readonly #waiting = new Set<ReturnType<typeof setTimeout>>();

  /** Calls back once; the function returned cancels it. */
  after(ms: number, call: () => void): () => void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      call();
    }, ms);
    this.#waiting.add(timer);
    return () => {
      clearTimeout(timer);
      this.#waiting.delete(timer);
    };
  }

  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }
}
