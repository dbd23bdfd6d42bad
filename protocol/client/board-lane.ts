import type { BoardSay, BoardShowing, BoardTold, BreakoutId } from '../room/index.ts';

/** Called for what is told while the board is open; after every reconnect it begins again with the whole. */
export type BoardListener = (told: BoardTold) => void;

/**
 * The board of the class and that of a breakout room, beside the class's events: only a page that has opened one is told
 * of it.
 */
export class BoardLane {
  readonly #write: (say: BoardSay) => void;
  readonly #listeners = new Map<BreakoutId | undefined, BoardListener>();

  /** `write` drops what is said while the line is down. */
  constructor(write: (say: BoardSay) => void) {
    this.#write = write;
  }

  /** One at a time for each board; the function returned closes it. */
  open(listener: BoardListener, breakoutId?: BreakoutId): () => void {
    this.#listeners.set(breakoutId, listener);
    this.#write({ is: 'open', ...of(breakoutId) });
    return () => {
      if (this.#listeners.get(breakoutId) !== listener) return;
      this.#listeners.delete(breakoutId);
      this.#write({ is: 'close', ...of(breakoutId) });
    };
  }

  /** To the others who have it open, and to nobody who comes later. */
  show(showing: BoardShowing, breakoutId?: BreakoutId): void {
    if (this.#listeners.has(breakoutId)) this.#write({ is: 'show', ...of(breakoutId), showing });
  }

  handleWelcome(): void {
    for (const breakoutId of this.#listeners.keys()) this.#write({ is: 'open', ...of(breakoutId) });
  }

  handleTold(told: BoardTold): void {
    this.#listeners.get(told.breakoutId)?.(told);
  }
}

function of(breakoutId: BreakoutId | undefined): { breakoutId?: BreakoutId } {
  return breakoutId === undefined ? {} : { breakoutId };
}
