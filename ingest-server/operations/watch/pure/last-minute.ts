const SECONDS = 60;

/** How often something was tried within the last minute, and how often in vain. */
export class LastMinute {
  readonly #tried = new Uint32Array(SECONDS);
  readonly #failed = new Uint32Array(SECONDS);
  /** Which second each place is of. */
  readonly #seconds = new Float64Array(SECONDS).fill(-1);
  #failedAt = -Infinity;

  add(hasFailed: boolean, at: number): void {
    const second = Math.floor(at / 1000);
    const place = ((second % SECONDS) + SECONDS) % SECONDS;
    if (this.#seconds[place] !== second) {
      this.#seconds[place] = second;
      this.#tried[place] = 0;
      this.#failed[place] = 0;
    }
    this.#tried[place] = (this.#tried[place] ?? 0) + 1;
    if (!hasFailed) return;
    this.#failed[place] = (this.#failed[place] ?? 0) + 1;
    this.#failedAt = at;
  }

  /** `failedAt`: the last time, where that was within the minute. */
  read(at: number): { tried: number; failed: number; failedAt?: number } {
    const now = Math.floor(at / 1000);
    let tried = 0;
    let failed = 0;
    this.#seconds.forEach((second, place) => {
      if (second > now || now - second >= SECONDS) return;
      tried += this.#tried[place] ?? 0;
      failed += this.#failed[place] ?? 0;
    });
    return { tried, failed, ...(failed > 0 ? { failedAt: this.#failedAt } : {}) };
  }
}
