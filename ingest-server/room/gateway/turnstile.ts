/**
 * Lets so many pass in one turn of the event loop, in the order in which they came. Letting somebody in takes
 * milliseconds of work, and a hall that comes in at once would else do all of it between two pieces of a round: whoever
 * is in already would wait for a message until those at the door are served.
 */
export class Turnstile {
  readonly #perTurn: number;
  #waiting: (() => void)[] = [];
  #passed = 0;
  #isTurning = false;

  constructor(perTurn: number) {
    this.#perTurn = perTurn;
  }

  /** Undefined: at once. */
  pass(): Promise<void> | undefined {
    if (!this.#isTurning) this.#turnSoon();
    if (this.#passed < this.#perTurn) {
      this.#passed += 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #turn(): void {
    const next = this.#waiting.splice(0, this.#perTurn);
    this.#passed = next.length;
    this.#isTurning = false;
    if (next.length > 0) this.#turnSoon();
    for (const pass of next) pass();
  }

  #turnSoon(): void {
    this.#isTurning = true;
    setImmediate(() => this.#turn());
  }
}
