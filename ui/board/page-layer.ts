import type { Background, Element } from './pure/element.ts';
import { marksOf } from './marks.ts';
import { type Context, paintBackground, paintMarks, useBoardUnits, wipe } from './paint.ts';

/** What lies on a page; `background` is missing where it is drawn over something else. */
export interface PageContent {
  readonly id: string;
  readonly background: Background | undefined;
  readonly elements: readonly Element[];
}

/** Everything finished on a page, painted once: one more line costs one line. */
export class PageLayer {
  readonly #context: Context;
  #painted: PageContent | undefined;
  #width: number;

  constructor(context: Context) {
    this.#context = context;
    this.#width = context.canvas.width;
  }

  get canvas(): HTMLCanvasElement | OffscreenCanvas {
    return this.#context.canvas;
  }

  resize(width: number, height: number): void {
    const { canvas } = this.#context;
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = width;
    canvas.height = height;
    this.#width = width;
    const before = this.#painted;
    this.#painted = undefined;
    if (before) this.show(before);
  }

  /** Whether it looks different now. */
  show(page: PageContent): boolean {
    const before = this.#painted;
    this.#painted = page;
    const context = this.#context;
    useBoardUnits(context, this.#width);
    if (before && isSameUpTo(before, page)) {
      const more = page.elements.slice(before.elements.length);
      for (const element of more) paintMarks(context, marksOf(element));
      return more.length > 0;
    }
    wipe(context);
    if (page.background) paintBackground(context, page.background);
    for (const element of page.elements) paintMarks(context, marksOf(element));
    return true;
  }
}

/** Nothing was taken away or put in between. */
function isSameUpTo(before: PageContent, page: PageContent): boolean {
  if (before.id !== page.id || before.background !== page.background) return false;
  if (before.elements.length > page.elements.length) return false;
  return before.elements.every((element, i) => element === page.elements[i]);
}
