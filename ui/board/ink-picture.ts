import type { LiveInk } from './live-ink.ts';
import { marksOf } from './marks.ts';
import { type Context, boxOfWords, useBoardUnits } from './paint.ts';
import { PageLayer, type PageContent } from './page-layer.ts';
import { PicturePacer } from './picture-pacer.ts';
import { type Cells, type PixelRect, type Words, cellsOfMark, cutOf } from './pure/cells.ts';
import type { Element } from './pure/element.ts';

/** What is done, and above it what is still under somebody's pen. */
type InkLayer = 'finished' | 'live';

/** A see-through picture, hardly larger than what is on it. */
interface InkPiece {
  readonly picture: ImageBitmap;
  /** Where in the whole its corner lies, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly whole: { readonly width: number; readonly height: number };
  /** Where in the whole there is something on it. */
  readonly parts: readonly PixelRect[];
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
  readonly #cells = new WeakMap<Element, Cells>();
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
      const finished = this.#changeOf('finished', this.#cellsOf(page), (context, at) => {
        context.drawImage(canvas, at.x, at.y, at.width, at.height, 0, 0, at.width, at.height);
      });
      changes.push(...finished);
    }
    const drawing = this.#changeOf('live', live.cellsOn(page.id), (context, at) => {
      useBoardUnits(context, width, at);
      live.paint(context, page.id, false);
    });
    changes.push(...drawing);
    if (changes.length > 0) onChanges(changes);
  }

  /** That there is nothing on a layer is told once. */
  #changeOf(
    layer: InkLayer,
    cells: Cells,
    paint: (context: Context, at: PixelRect) => void,
  ): readonly InkChange[] {
    const { width, height } = this.#options;
    const cut = cutOf(cells, { width, height });
    if (!cut) return this.#told.delete(layer) ? [{ layer, piece: undefined }] : [];
    this.#told.add(layer);
    const { around: at, parts } = cut;
    const { canvas } = this.#context;
    // Another size wipes the canvas, and what was set of it.
    canvas.width = at.width;
    canvas.height = at.height;
    paint(this.#context, at);
    const picture = canvas.transferToImageBitmap();
    return [{ layer, piece: { picture, x: at.x, y: at.y, whole: { width, height }, parts } }];
  }

  #cellsOf({ elements }: PageContent): Cells {
    return new Set(elements.flatMap((element) => [...this.#cellsOfElement(element)]));
  }

  #cellsOfElement(element: Element): Cells {
    const known = this.#cells.get(element);
    if (known) return known;
    const words = (mark: Words) => boxOfWords(this.#context, mark);
    const cells = new Set(marksOf(element).flatMap((mark) => [...cellsOfMark(mark, words)]));
    this.#cells.set(element, cells);
    return cells;
  }
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser can’t paint a picture of the board');
  return context;
}
