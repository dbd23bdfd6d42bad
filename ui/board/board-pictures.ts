import { BoardPicture } from './board-picture.ts';
import type { LiveInk } from './live-ink.ts';
import type { PageContent } from './page-layer.ts';

/** Who takes the board as pictures, and closes them. */
export interface BoardProgramme {
  /** In pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** The page, after each change. */
  readonly onPicture: (picture: ImageBitmap) => void;
  /** What is drawn over the picture; undefined when it is taken away. */
  readonly onInk: (ink: ImageBitmap | undefined) => void;
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
  readonly #ink: BoardPicture;
  #hasInk = false;

  constructor(options: BoardPicturesOptions) {
    this.#options = options;
    const { programme, live, now, after, isInkShown } = options;
    const picture = { ...programme.size, live, now, after };
    this.#page = new BoardPicture({ ...picture, onPicture: programme.onPicture });
    this.#ink = new BoardPicture({
      ...picture,
      onPicture: (ink) => {
        if (!isInkShown()) {
          ink.close();
          return;
        }
        this.#hasInk = true;
        programme.onInk(ink);
      },
    });
  }

  showPage(page: PageContent): void {
    this.#page.show(page);
  }

  /** Or takes it away, where it lies on nothing that is shown. */
  showInk(page: PageContent): void {
    if (this.#options.isInkShown()) this.#ink.show(page);
    else if (this.#hasInk) {
      this.#hasInk = false;
      this.#options.programme.onInk(undefined);
    }
  }

  /** A line grew, a pointer moved. */
  handleChanged(isOver: boolean): void {
    if (!isOver) this.#page.handleChanged();
    else if (this.#options.isInkShown()) this.#ink.handleChanged();
  }

  close(): void {
    this.#page.close();
    this.#ink.close();
  }
}
