import type { LiveInk } from './live-ink.ts';
import { marksOf } from './marks.ts';
import { type Context, boxOfWords, useBoardUnits } from './paint.ts';
import { PageLayer, type PageContent } from './page-layer.ts';
import { PicturePacer } from './picture-pacer.ts';
import { type Box, type PixelBox, type Words, boxOfAll, boxOfMark, pixelBoxOf } from './pure/box.ts';
import type { Element } from './pure/element.ts';

/** What is done, and above it what is still under somebody's pen. */
type InkLayer = 'finished' | 'live';

/** A see-through picture, no larger than what is on it. */
interface InkPiece {
  readonly picture: ImageBitmap;
  /** Where in the whole its corner lies, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly whole: { readonly width: number; readonly height: number };
}

/** A layer as it is from now on; without a piece there is nothing on it. */
export interface InkChange {
  readonly layer: InkLayer;
  readonly piece: InkPiece | undefined;
}

export interface InkPictureOptions {
  readonly width: number;
  readonly height: number;
  readonly live: LiveInk;
  readonly now: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  /** Together, so that a line which is finished is in one layer or in the other. */
  readonly onChanges: (changes: readonly InkChange[]) => void;
}

/**
 * What is drawn over a picture, as pieces in two layers: whoever lays them over it pays for what is drawn, not for the
 * whole picture. After each change, and no more often than thirty times a second.
 */
export class InkPicture {
  readonly #options: InkPictureOptions;
  readonly #layer: PageLayer;
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #boxes = new WeakMap<Element, Box>();
  #page: PageContent | undefined;
  /** The layers that have something on them, as far as it was told. */
  readonly #told = new Set<InkLayer>();
  #isFinishedTold = false;
  readonly #pacer: PicturePacer;

  constructor(options: InkPictureOptions) {
    this.#options = options;
    const { width, height, now, after } = options;
    this.#pacer = new PicturePacer({ now, after, make: () => this.#make() });
    this.#layer = new PageLayer(contextOf(new OffscreenCanvas(width, height)));
    this.#context = contextOf(new OffscreenCanvas(1, 1));
  }

  show(page: PageContent): void {
    this.#page = page;
    this.handleChanged();
  }

  /** A line grew, a pointer moved. */
  handleChanged(): void {
    if (this.#page) this.#pacer.handleChanged();
  }

  /** Nothing of it is seen any more, until it is shown again. */
  takeAway(): void {
    this.close();
    this.#isFinishedTold = false;
    const gone = [...this.#told].map((layer) => ({ layer, piece: undefined }));
    this.#told.clear();
    if (gone.length > 0) this.#options.onChanges(gone);
  }

  close(): void {
    this.#pacer.cancel();
    this.#page = undefined;
  }

  #make(): void {
    const page = this.#page;
    if (!page) return;
    const { width, live, onChanges } = this.#options;
    const changes: InkChange[] = [];
    const isOther = this.#layer.show(page);
    if (isOther || !this.#isFinishedTold) {
      this.#isFinishedTold = true;
      const { canvas } = this.#layer;
      const finished = this.#changeOf('finished', this.#boxOf(page), (context, at) => {
        context.drawImage(canvas, at.x, at.y, at.width, at.height, 0, 0, at.width, at.height);
      });
      changes.push(...finished);
    }
    const drawing = this.#changeOf('live', live.boxOn(page.id), (context, at) => {
      useBoardUnits(context, width, at);
      live.paint(context, page.id, false);
    });
    changes.push(...drawing);
    if (changes.length > 0) onChanges(changes);
  }

  /** That there is nothing on a layer is told once. */
  #changeOf(
    layer: InkLayer,
    box: Box | undefined,
    paint: (context: Context, at: PixelBox) => void,
  ): readonly InkChange[] {
    const { width, height } = this.#options;
    const at = box && pixelBoxOf(box, { width, height });
    if (!at) return this.#told.delete(layer) ? [{ layer, piece: undefined }] : [];
    this.#told.add(layer);
    const { canvas } = this.#context;
    // Another size wipes the canvas, and what was set of it.
    canvas.width = at.width;
    canvas.height = at.height;
    paint(this.#context, at);
    const picture = canvas.transferToImageBitmap();
    return [{ layer, piece: { picture, x: at.x, y: at.y, whole: { width, height } } }];
  }

  #boxOf({ elements }: PageContent): Box | undefined {
    return boxOfAll(elements.map((element) => this.#boxOfElement(element)));
  }

  #boxOfElement(element: Element): Box | undefined {
    const known = this.#boxes.get(element);
    if (known) return known;
    const words = (mark: Words) => boxOfWords(this.#context, mark);
    const box = boxOfAll(marksOf(element).map((mark) => boxOfMark(mark, words)));
    if (box) this.#boxes.set(element, box);
    return box;
  }
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser can’t paint a picture of the board');
  return context;
}
