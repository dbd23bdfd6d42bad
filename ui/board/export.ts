import { BOARD_HEIGHT, BOARD_WIDTH } from '@rostrum/protocol/room';
import { marksOf } from './marks.ts';
import { BOARD_FONT } from './paint.ts';
import { PageLayer, type PageContent } from './page-layer.ts';
import { LINE_HEIGHT } from './pure/element.ts';
import type { Mark } from './pure/mark.ts';
import { type PdfPicture, writePdf } from './pure/pdf.ts';
import { texts } from './texts.ts';

const PNG_WIDTH = 2_560;
/** Pixels of letters for each of the board's units: about 400 to an inch on paper. */
const LETTER_SCALE = 0.3;

export async function pngOf(page: PageContent): Promise<Blob> {
  const canvas = new OffscreenCanvas(PNG_WIDTH, (PNG_WIDTH * BOARD_HEIGHT) / BOARD_WIDTH);
  new PageLayer(contextOf(canvas)).show({ ...page, background: page.background ?? 'blank' });
  return canvas.convertToBlob({ type: 'image/png' });
}

export function pdfOf(pages: readonly PageContent[], title: string): Blob {
  const written = writePdf(
    pages.map(({ background = 'blank', elements }) => ({
      background,
      marks: elements.flatMap((element) => marksOf(element).flatMap((mark) => markForPdf(mark))),
    })),
    { width: BOARD_WIDTH, height: BOARD_HEIGHT },
    title,
  );
  return new Blob([written as Uint8Array<ArrayBuffer>], { type: 'application/pdf' });
}

export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Its reading begins with the click; the address is of no use afterwards.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function markForPdf(mark: Mark): (Exclude<Mark, { is: 'words' }> | PdfPicture)[] {
  if (mark.is !== 'words') return [mark];
  const picture = lettersOf(mark);
  return picture ? [picture] : [];
}

function lettersOf({ at, size, colour, text }: Extract<Mark, { is: 'words' }>): PdfPicture | undefined {
  if (text.trim() === '') return undefined;
  const font = `${size * LETTER_SCALE}px ${BOARD_FONT}`;
  const measuring = contextOf(new OffscreenCanvas(1, 1));
  measuring.font = font;
  const pixelsWide = Math.ceil(measuring.measureText(text).width / 8 + 1) * 8;
  const pixelsHigh = Math.ceil(size * LETTER_SCALE * LINE_HEIGHT);
  const context = contextOf(new OffscreenCanvas(pixelsWide, pixelsHigh));
  context.font = font;
  context.fillText(text, 0, size * LETTER_SCALE * 0.95);
  return {
    ...{ is: 'picture', colour, pixelsWide, pixelsHigh },
    ...{
      x: at.x,
      y: at.y - size * 0.95,
      width: pixelsWide / LETTER_SCALE,
      height: pixelsHigh / LETTER_SCALE,
    },
    bits: bitsOf(context.getImageData(0, 0, pixelsWide, pixelsHigh).data),
  };
}

/** Of each pixel whether there is ink; rows are whole bytes wide already. */
function bitsOf(pixels: Uint8ClampedArray): Uint8Array {
  const bits = new Uint8Array(pixels.length / 4 / 8).fill(0xff);
  for (let pixel = 0; pixel < pixels.length / 4; pixel++)
    if (pixels[pixel * 4 + 3]! > 127) bits[pixel >> 3]! &= ~(0x80 >> (pixel & 7));
  return bits;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error(texts.cantPaintFile);
  return context;
}
