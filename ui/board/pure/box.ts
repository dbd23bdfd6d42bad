// How much of a board is drawn on: no more of it than that is made into a picture and laid over another.
import { BOARD_WIDTH } from '@rostrum/protocol/room';
import type { Place } from './element.ts';
import type { Mark } from './mark.ts';

/** In the board's units. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** In whole pixels of a picture. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Words = Extract<Mark, { is: 'words' }>;

/** A line is blurred into the pixel beside it. */
const EDGE_PIXELS = 1;

export function boxOfMark(mark: Mark, boxOfWords: (words: Words) => Box | undefined): Box | undefined {
  switch (mark.is) {
    case 'area':
      return boxAround(mark.outline, 0);
    case 'line':
      return boxAround(mark.points, mark.width / 2);
    case 'ellipse': {
      const { centre, radiusX, radiusY, width } = mark;
      const [across, down] = [radiusX + width / 2, radiusY + width / 2];
      return {
        ...{ left: centre.x - across, right: centre.x + across },
        ...{ top: centre.y - down, bottom: centre.y + down },
      };
    }
    case 'words':
      return boxOfWords(mark);
  }
}

/** `reach`: so far around each of the places. */
export function boxAround(places: readonly Place[], reach: number): Box | undefined {
  if (places.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of places) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach };
}

export function boxOfAll(boxes: readonly (Box | undefined)[]): Box | undefined {
  return boxes.reduce<Box | undefined>((all, box) => {
    if (!all || !box) return all ?? box;
    return {
      left: Math.min(all.left, box.left),
      top: Math.min(all.top, box.top),
      right: Math.max(all.right, box.right),
      bottom: Math.max(all.bottom, box.bottom),
    };
  }, undefined);
}

/** The pixels that a picture of this size needs for it; undefined where it lies beside the picture. */
export function pixelBoxOf(
  { left, top, right, bottom }: Box,
  { width, height }: { readonly width: number; readonly height: number },
): PixelBox | undefined {
  const scale = width / BOARD_WIDTH;
  const x = Math.max(0, Math.floor(left * scale) - EDGE_PIXELS);
  const y = Math.max(0, Math.floor(top * scale) - EDGE_PIXELS);
  const wide = Math.min(width, Math.ceil(right * scale) + EDGE_PIXELS) - x;
  const high = Math.min(height, Math.ceil(bottom * scale) + EDGE_PIXELS) - y;
  return wide > 0 && high > 0 ? { x, y, width: wide, height: high } : undefined;
}
