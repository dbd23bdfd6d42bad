import { type Bucket, type BucketSize, giveBack, isFull, take } from './token-bucket.ts';

/** How many keys are remembered before those that mean nothing any more are looked for. */
const TIDY_AT = 10_000;

/** One bucket for each key: a login, an address, a person. */
export class Limit {
  readonly #size: BucketSize;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  #tidyAt = TIDY_AT;

  constructor(size: BucketSize, now: () => number) {
    this.#size = size;
    this.#now = now;
  }

  /** Takes a try; the time to wait where there is none. */
  take(key: string): { ok: true } | { ok: false; retryAfterMs: number } {
    const taken = take(this.#size, this.#buckets.get(key), this.#now());
    this.#buckets.set(key, taken.bucket);
    this.#tidy();
    return taken.ok ? { ok: true } : { ok: false, retryAfterMs: taken.retryAfterMs };
  }

  giveBack(key: string): void {
    this.#buckets.set(key, giveBack(this.#size, this.#buckets.get(key), this.#now()));
  }

  // Whoever sends from ever new addresses must not fill the memory; looking through all at each take would cost more.
  #tidy(): void {
    if (this.#buckets.size < this.#tidyAt) return;
    const now = this.#now();
    for (const [key, bucket] of this.#buckets) {
      if (isFull(this.#size, bucket, now)) this.#buckets.delete(key);
    }
    this.#tidyAt = Math.max(TIDY_AT, 2 * this.#buckets.size);
  }
}
