/** From here on waiting is worth a word. */
const SLOW_AFTER_MS = 1_000;

/** Something that is under way, for a button and for the words beside it. */
export class Progress {
  isBusy = $state(false);
  isSlow = $state(false);
  #running = 0;

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    this.isBusy = true;
    const timer = setTimeout(() => (this.isSlow = true), SLOW_AFTER_MS);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      this.#running -= 1;
      this.isBusy = this.#running > 0;
      this.isSlow &&= this.isBusy;
    }
  }
}
