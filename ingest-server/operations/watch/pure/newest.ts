const KEPT = 512;
/** As much as shows how it is now: what was mended half a minute ago is mended. */
const COUNTS_FOR_MS = 10_000;

/** The newest of many measurements, within the last ten seconds. */
export class Newest {
  readonly #kept: { at: number; value: number }[] = [];
  #next = 0;

  add(value: number, at: number): void {
    this.#kept[this.#next] = { at, value };
    this.#next = (this.#next + 1) % KEPT;
  }

  /** So many of a hundred have at most this; null where there are none. The slowest of a few may be chance. */
  percentile(percent: number, now: number): number | null {
    const values = this.#kept
      .filter(({ at }) => now - at < COUNTS_FOR_MS)
      .map(({ value }) => value)
      .sort((a, b) => a - b);
    const place = Math.ceil((percent / 100) * values.length) - 1;
    const isChance = percent < 100 && place === values.length - 1;
    return values[Math.max(0, isChance ? place - 1 : place)] ?? null;
  }
}
