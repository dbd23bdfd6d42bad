export interface Clocks {
  /** The machine's clock, as people know it; it may be set back. */
  readonly now: () => number;
  /** Milliseconds since some moment, which nobody sets. */
  readonly monotonicNow: () => number;
}

/** A little slower than time itself: what is ahead of a clock that was set back is caught up with in the end. */
const RATE_WHILE_AHEAD = 0.99;

/** The time of a class's log: it never goes back, and goes on also where the machine's clock was set back. */
export class LogClock {
  readonly #clocks: Clocks;
  #known: { at: number; monotonicMs: number };

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
    this.#known = { at: 0, monotonicMs: clocks.monotonicNow() };
  }

  now(): number {
    const wall = this.#clocks.now();
    const monotonicMs = this.#clocks.monotonicNow();
    const ahead = this.#known.at + (monotonicMs - this.#known.monotonicMs) * RATE_WHILE_AHEAD;
    if (wall < ahead) return Math.floor(ahead);
    this.#known = { at: wall, monotonicMs };
    return wall;
  }

  /** Something is in the log with this time. */
  handleLogged(at: number): void {
    if (at > this.now()) this.#known = { at, monotonicMs: this.#clocks.monotonicNow() };
  }
}
