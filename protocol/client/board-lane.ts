import type { BoardSay, BoardShowing, BoardTold } from '../room/index.ts';

/** Called for what is told while the board is open; after every reconnect it begins again with the whole. */
export type BoardListener = (told: BoardTold) => void;

/** The board of the class, beside its events: only a page that has opened it is told of it. */
export class BoardLane {
  readonly #write: (say: BoardSay) => void;
  #listener: BoardListener | undefined;

  /** `write` drops what is said while the line is down. */
  constructor(write: (say: BoardSay) => void) {
    this.#write = write;
  }

  /** One at a time; the function returned closes it. */
  open(listener: BoardListener): () => void {
    this.#listener = listener;
    this.#write({ is: 'open' });
    return () => {
      if (this.#listener !== listener) return;
      this.#listener = undefined;
      this.#write({ is: 'close' });
    };
  }

  /** To the others who have it open, and to nobody who comes later. */
  show(showing: BoardShowing): void {
    if (this.#listener) this.#write({ is: 'show', showing });
  }

  handleWelcome(): void {
    if (this.#listener) this.#write({ is: 'open' });
  }

  handleTold(told: BoardTold): void {
    this.#listener?.(told);
  }
}
