/**
 * Writes one after the other, and of what is written again before its turn only the latest: whoever types a note or
 * leafs through pages does not make a queue.
 */
export class LatestWrites {
  readonly #waiting = new Map<string, () => Promise<unknown>>();
  readonly #onOutcome: (problem: unknown) => void;
  #isWriting = false;

  /** `undefined` where it went well. */
  constructor(onOutcome: (problem: unknown) => void) {
    this.#onOutcome = onOutcome;
  }

  put(name: string, write: () => Promise<unknown>): void {
    this.#waiting.set(name, write);
    if (!this.#isWriting) void this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    for (let next = this.#take(); next; next = this.#take()) {
      try {
        await next();
        this.#onOutcome(undefined);
      } catch (error) {
        this.#onOutcome(error);
      }
    }
    this.#isWriting = false;
  }

  #take(): (() => Promise<unknown>) | undefined {
    const [first] = this.#waiting;
    if (!first) return undefined;
    this.#waiting.delete(first[0]);
    return first[1];
  }
}
