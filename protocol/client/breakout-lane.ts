import type { BreakoutSay, BreakoutTold } from '../room/index.ts';

/**
 * Called with all that there is in the room one is in now, then with what comes; anew after every reconnect, after every
 * move, and when somebody else begins to listen.
 */
export type BreakoutListener = (told: BreakoutTold) => void;

/** What is told in one's breakout room alone, beside the class's events: only a page that follows it is told. */
export class BreakoutLane {
  readonly #write: (say: BreakoutSay) => void;
  readonly #listeners = new Set<BreakoutListener>();

  /** `write` drops what is said while the line is down. */
  constructor(write: (say: BreakoutSay) => void) {
    this.#write = write;
  }

  /** Several parts of a page may listen; the function returned ends it for this one. */
  open(listener: BreakoutListener): () => void {
    this.#listeners.add(listener);
    this.#write({ is: 'open' });
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#write({ is: 'close' });
    };
  }

  handleWelcome(): void {
    if (this.#listeners.size > 0) this.#write({ is: 'open' });
  }

  handleTold(told: BreakoutTold): void {
    for (const listener of [...this.#listeners]) listener(told);
  }
}
