export interface SlicesOptions {
  /** For so long at a time: what comes meanwhile waits no longer than that. */
  readonly sliceMs: number;
  now(): number;
  /** After what has come by now was looked at. */
  soon(call: () => void): void;
}

/** Does what it is given in its order, a slice at a time. */
export class Slices {
  readonly #options: SlicesOptions;
  #waiting: (() => void)[] = [];
  #done = 0;
  #isUnderWay = false;

  constructor(options: SlicesOptions) {
    this.#options = options;
  }

  add(call: () => void): void {
    this.#waiting.push(call);
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    this.#options.soon(() => this.#go());
  }

  #go(): void {
    const { now, soon, sliceMs } = this.#options;
    const untilMs = now() + sliceMs;
    do {
      const call = this.#waiting[this.#done];
      this.#done += 1;
      call?.();
    } while (this.#done < this.#waiting.length && now() < untilMs);
    if (this.#done < this.#waiting.length) return soon(() => this.#go());
    [this.#waiting, this.#done, this.#isUnderWay] = [[], 0, false];
  }
}
