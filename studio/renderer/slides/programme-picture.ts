import type { PageSize } from './pure/fit-page.ts';

export interface ProgrammePictureOptions {
  /** As large as the programme; a page is drawn as large as fits. */
  size: PageSize;
  draw: (page: number, size: PageSize, signal: AbortSignal) => Promise<ImageBitmap>;
  /** Takes the picture over, and closes it; undefined: there are no slides. */
  onPicture: (picture: ImageBitmap | undefined) => void;
  /** This page can't be drawn; the one before stays in sight. */
  onFailed: (page: number) => void;
}

export type Shown = { is: 'nothing' } | { is: 'black' } | { is: 'page'; page: number };

/** Keeps the programme's picture of the slides what is to be shown: of pages that are leafed past, only the last. */
export class ProgrammePicture {
  readonly #options: ProgrammePictureOptions;
  #drawing: AbortController | undefined;

  constructor(options: ProgrammePictureOptions) {
    this.#options = options;
  }

  show(shown: Shown): void {
    this.#drawing?.abort();
    this.#drawing = undefined;
    switch (shown.is) {
      case 'nothing':
        this.#options.onPicture(undefined);
        return;
      case 'black':
        this.#options.onPicture(blackPicture(this.#options.size));
        return;
      case 'page':
        void this.#draw(shown.page);
        return;
    }
  }

  close(): void {
    this.#drawing?.abort();
  }

  async #draw(page: number): Promise<void> {
    const drawing = new AbortController();
    this.#drawing = drawing;
    try {
      const picture = await this.#options.draw(page, this.#options.size, drawing.signal);
      if (drawing.signal.aborted) picture.close();
      else this.#options.onPicture(picture);
    } catch {
      // Either nobody wants it any more, or pdf.js gave up on it, which is said where the page is chosen.
      if (!drawing.signal.aborted) this.#options.onFailed(page);
    }
  }
}

function blackPicture({ width, height }: PageSize): ImageBitmap {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser gives no 2D canvas');
  context.fillRect(0, 0, width, height);
  return canvas.transferToImageBitmap();
}

/** A drawn page as a file that any browser shows; the drawing is closed. */
export async function pictureFile(drawn: ImageBitmap): Promise<Blob> {
  const canvas = new OffscreenCanvas(drawn.width, drawn.height);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(drawn);
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
}
