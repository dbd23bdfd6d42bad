/** How many of the last readings are looked at. */
const KEPT = 3;
/** No frame is on its way for so long: the clock of this device was set. */
const SET_MS = 20_000;

/** The server's time by our own clock and the times that frames carry: a phone's may be wrong, and be corrected. */
export class ServerClock {
  readonly #now: () => number;
  /** Server's clock minus ours, as each of the last frames told. */
  #offsetsMs: readonly number[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  now(): number {
    return this.#now() + this.#offsetMs;
  }

  /** A new connection, perhaps to another server: what was known before doesn't count. */
  begin(at: number): void {
    this.#offsetsMs = [at - this.#now()];
  }

  read(at: number): void {
    const offsetMs = at - this.#now();
    const before = Math.abs(offsetMs - this.#offsetMs) > SET_MS ? [] : this.#offsetsMs;
    this.#offsetsMs = [...before, offsetMs].slice(-KEPT);
  }

  // A frame may come late and never early: the one that was quickest is nearest to the truth.
  get #offsetMs(): number {
    return this.#offsetsMs.length === 0 ? 0 : Math.max(...this.#offsetsMs);
  }
}
