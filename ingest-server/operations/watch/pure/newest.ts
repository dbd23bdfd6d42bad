const KEPT = 512;
const COUNTS_FOR_MS = 60_000;

/** The newest of many measurements, within the last minute. */
export class Newest {
  readonly #kept: { at: number; value: number }[] = [];
  #next = 0;

  add(value: number, at: number): void {
    this.#kept[this.#next] = { at, value };
    this.#next = (this.#next + 1) % KEPT;
  }

  /** So many of a hundred have at most this; null where there are none. */
  percentile(percent: number, now: number): number | null {
    const values = this.#kept
      .filter(({ at }) => now - at < COUNTS_FOR_MS)
      .map(({ value }) => value)
      .sort((a, b) => a - b);
    return values[Math.max(0, Math.ceil((percent / 100) * values.length) - 1)] ?? null;
  }
}
