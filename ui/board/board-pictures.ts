import { BoardPicture } from './board-picture.ts';
import { type InkChange, InkPicture } from './ink-picture.ts';
import type { LiveInk } from './live-ink.ts';
import type { PageContent } from './page-layer.ts';

/** Who takes the board as pictures, and closes them. */
export interface BoardProgramme {
  /** In pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** The page, after each change. */
  readonly onPicture: (picture: ImageBitmap) => void;
  /** What is drawn over the picture: each layer of it that is another now. */
  readonly onInk: (changes: readonly InkChange[]) => void;
}

export interface BoardPicturesOptions {
  readonly programme: BoardProgramme;
  readonly live: LiveInk;
  readonly now: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  /** What is drawn over lies on what is beneath now. */
  readonly isInkShown: () => boolean;
}

/** The board in the programme: its page as one picture, and what is drawn over slides or a screen as another. */
export class BoardPictures {
  readonly #options: BoardPicturesOptions;
  readonly #page: BoardPicture;
  readonly #ink: InkPicture;

  constructor(options: BoardPicturesOptions) {
    this.#options = options;
    const { programme, live, now, after } = options;
    const picture = { ...programme.size, live, now, after };
    this.#page = new BoardPicture({ ...picture, onPicture: programme.onPicture });
    this.#ink = new InkPicture({ ...picture, onChanges: programme.onInk });
  }

  showPage(page: PageContent): void {
    this.#page.show(page);
  }

  /** Or takes it away, where it lies on nothing that is shown. */
  showInk(page: PageContent): void {
    if (this.#options.isInkShown()) this.#ink.show(page);
    else this.#ink.takeAway();
  }

  /** A line grew, a pointer moved. */
  handleChanged(isOver: boolean): void {
    if (isOver) this.#ink.handleChanged();
    else this.#page.handleChanged();
  }

  close(): void {
    this.#page.close();
    this.#ink.close();
  }
}
