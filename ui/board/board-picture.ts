import type { LiveInk } from './live-ink.ts';
import { type Context, useBoardUnits, wipe } from './paint.ts';
import { PageLayer, type PageContent } from './page-layer.ts';
import { PicturePacer } from './picture-pacer.ts';

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
  readonly #pacer: PicturePacer;
  #page: PageContent | undefined;

  constructor(options: BoardPictureOptions) {
    this.#options = options;
    const { width, height, now, after } = options;
    this.#pacer = new PicturePacer({ now, after, make: () => this.#make() });
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
    if (this.#page) this.#pacer.handleChanged();
  }

  close(): void {
    this.#pacer.cancel();
    this.#page = undefined;
  }

  #make(): void {
    const page = this.#page;
    if (!page) return;
    const { width, live, onPicture } = this.#options;
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
