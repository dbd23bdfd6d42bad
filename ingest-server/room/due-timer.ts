/** Longer timers fire at once in Node. */
const TIMER_MAX_MS = 2 ** 31 - 1;
/** What could not be written is not tried again at once. */
const AGAIN_MS = 1_000;

export interface DueTimerOptions {
  /** Undefined while nothing is due ever. */
  readonly nextAt: () => number | undefined;
  readonly now: () => number;
  /** False where it could not be done. */
  readonly act: () => Promise<boolean>;
}

/** Acts when the time has come that is next; whoever brings it nearer says so. */
export class DueTimer {
  readonly #options: DueTimerOptions;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: DueTimerOptions) {
    this.#options = options;
  }

  set(atLeastMs = 0): void {
    clearTimeout(this.#timer);
    const nextAt = this.#options.nextAt();
    if (nextAt === undefined || this.#isClosed) return;
    const waitMs = Math.min(Math.max(atLeastMs, nextAt - this.#options.now()), TIMER_MAX_MS);
    this.#timer = setTimeout(() => void this.act(), waitMs);
  }

  async act(): Promise<void> {
    this.set((await this.#options.act()) ? 0 : AGAIN_MS);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}
