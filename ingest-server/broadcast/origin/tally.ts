/** What was answered, for whoever counts it. */
export interface Counts {
  readonly requests: number;
  /** Of those that were answered well, the ones for which nothing had to be read. */
  readonly fromMemory: number;
  /** Answered with a refusal. */
  readonly errors: number;
  /** Without headers. */
  readonly bytes: number;
}

/** Counts what is answered, of one stream or of all. */
export class Tally {
  readonly #all: Tally | undefined;
  #answered = 0;
  #read = 0;
  #refused = 0;
  #bytes = 0;

  /** `all`: counts the same. */
  constructor(all?: Tally) {
    this.#all = all;
  }

  get counts(): Counts {
    return {
      requests: this.#answered + this.#refused,
      fromMemory: this.#answered - this.#read,
      errors: this.#refused,
      bytes: this.#bytes,
    };
  }

  handleAnswered(bytes: number): void {
    this.#answered += 1;
    this.#bytes += bytes;
    this.#all?.handleAnswered(bytes);
  }

  handleRefused(bytes: number): void {
    this.#refused += 1;
    this.#bytes += bytes;
    this.#all?.handleRefused(bytes);
  }

  /** What is answered now was read from the archive. */
  handleRead(): void {
    this.#read += 1;
    this.#all?.handleRead();
  }
}
