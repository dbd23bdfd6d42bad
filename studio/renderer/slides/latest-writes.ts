type Write = () => Promise<unknown>;

/**
 * Writes one after the other, and of what is written again before its turn only the latest: whoever types a note or
 * leafs through pages does not make a queue. One that failed is tried again with the next.
 */
export class LatestWrites {
  readonly #waiting = new Map<string, Write>();
  readonly #toTryAgain = new Map<string, Write>();
  /** Names whose last write failed, also while it is tried again. */
  readonly #failing = new Set<string>();
  readonly #onFailing: (isFailing: boolean) => void;
  #writing: string | undefined;
  #isWriting = false;

  constructor(onFailing: (isFailing: boolean) => void) {
    this.#onFailing = onFailing;
  }

  put(name: string, write: Write): void {
    for (const [failed, again] of this.#toTryAgain) this.#waiting.set(failed, again);
    this.#toTryAgain.clear();
    this.#waiting.set(name, write);
    if (!this.#isWriting) void this.#writeAll();
  }

  /** What was put under this name counts no more. */
  forget(name: string): void {
    this.#waiting.delete(name);
    this.#toTryAgain.delete(name);
    this.#failing.delete(name);
    if (this.#writing === name) this.#writing = undefined;
    this.#onFailing(this.#failing.size > 0);
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    for (let next = this.#take(); next; next = this.#take()) {
      const [name, write] = next;
      this.#writing = name;
      const isWritten = await write().then(
        () => true,
        () => false,
      );
      if (isWritten) this.#failing.delete(name);
      else if (this.#writing === name) this.#handleFailed(name, write);
      this.#onFailing(this.#failing.size > 0);
    }
    this.#isWriting = false;
  }

  #handleFailed(name: string, write: Write): void {
    this.#failing.add(name);
    if (!this.#waiting.has(name)) this.#toTryAgain.set(name, write);
  }

  #take(): [name: string, write: Write] | undefined {
    const [first] = this.#waiting;
    if (first) this.#waiting.delete(first[0]);
    return first;
  }
}
