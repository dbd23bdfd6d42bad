/** Counts values by steps, and takes them out again: what most have is found without looking at each. */
export class Histogram {
  readonly #step: number;
  readonly #counts: Uint32Array;
  #total = 0;

  /** What is larger than all steps together counts as the last of them. */
  constructor(step: number, steps: number) {
    this.#step = step;
    this.#counts = new Uint32Array(steps);
  }

  add(value: number): void {
    this.#change(value, 1);
  }

  take(value: number): void {
    this.#change(value, -1);
  }

  /** So many of a hundred have at most this; null where there are none. */
  percentile(percent: number): number | null {
    if (this.#total === 0) return null;
    const wanted = Math.ceil((percent / 100) * this.#total);
    let seen = 0;
    for (let i = 0; i < this.#counts.length; i++) {
      seen += this.#counts[i] ?? 0;
      if (seen >= wanted) return (i + 0.5) * this.#step;
    }
    return this.#counts.length * this.#step;
  }

  #change(value: number, by: 1 | -1): void {
    const i = Math.min(this.#counts.length - 1, Math.max(0, Math.floor(value / this.#step)));
    this.#counts[i] = (this.#counts[i] ?? 0) + by;
    this.#total += by;
  }
}
