/** A failure that is longer ago says nothing of now. */
const FAILURE_COUNTS_MS = 8_000;

/** For how long a log could not be written, though something is to be. The times are the caller's. */
export class Unwritten {
  #since: number | undefined;
  #failedAt: number | undefined;

  /** A write begins, perhaps one more try. */
  begin(now: number): void {
    if (this.forMs(now) === undefined) this.#since = now;
    this.#failedAt = undefined;
  }

  fail(now: number): void {
    this.#failedAt = now;
  }

  /** Something was written. */
  end(): void {
    this.#since = undefined;
    this.#failedAt = undefined;
  }

  /** Undefined while all that was to be written is. */
  forMs(now: number): number | undefined {
    if (this.#since === undefined) return undefined;
    if (this.#failedAt === undefined) return now - this.#since;
    return now - this.#failedAt < FAILURE_COUNTS_MS ? this.#failedAt - this.#since : undefined;
  }
}
