import type { LiveInk } from './live-ink.ts';
import { type Context, useBoardUnits, wipe } from './paint.ts';
import { PageLayer, type PageContent } from './page-layer.ts';
import { waitForPicture } from './pure/picture-pace.ts';

export interface BoardPictureOptions {
  readonly width: number;
  readonly height: number;
  readonly live: LiveInk;
  readonly now: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly onPicture: (picture: ImageBitmap) => void;
}

/** The page as a picture of the programme's size: after each change, and no more often than thirty times a second. */
export class BoardPicture {
  readonly #options: BoardPictureOptions;
  readonly #layer: PageLayer;
  readonly #canvas: OffscreenCanvas;
  readonly #context: Context;
  #page: PageContent | undefined;
  #lastAt: number | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: BoardPictureOptions) {
    this.#options = options;
    const { width, height } = options;
    this.#layer = new PageLayer(contextOf(new OffscreenCanvas(width, height)));
    this.#canvas = new OffscreenCanvas(width, height);
    this.#context = contextOf(this.#canvas);
  }

  show(page: PageContent): void {
    this.#page = page;
    this.handleChanged();
  }

  /** A page was turned, a line grew, a pointer moved. */
  handleChanged(): void {
    if (this.#cancel || !this.#page) return;
    const { now, after } = this.#options;
    const waitMs = waitForPicture(this.#lastAt, now());
    if (waitMs === 0) this.#make(this.#page);
    else
      this.#cancel = after(waitMs, () => {
        this.#cancel = undefined;
        if (this.#page) this.#make(this.#page);
      });
  }

  close(): void {
    this.#cancel?.();
    this.#page = undefined;
  }

  #make(page: PageContent): void {
    const { width, live, now, onPicture } = this.#options;
    this.#lastAt = now();
    this.#layer.show(page);
    const context = this.#context;
    useBoardUnits(context, width);
    wipe(context);
    context.save();
    context.resetTransform();
    context.drawImage(this.#layer.canvas, 0, 0);
    context.restore();
    live.paint(context, page.id, false);
    onPicture(this.#canvas.transferToImageBitmap());
  }
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser can’t paint a picture of the board');
  return context;
}
