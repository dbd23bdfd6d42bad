import type { Fitted } from './fit.ts';
import type { Rect, Size } from './picture.ts';

/**
 * What the pen has left, and above it what is still under it. Each is a picture no larger than what is on it, so that
 * a line costs what it covers; and the finished lines stand still while the next one grows.
 */
export const INK_LAYERS = ['finished', 'live'] as const;
export type InkLayer = (typeof INK_LAYERS)[number];

/** A part of a picture of the programme's shape: where its corner is in the whole, in the picture's own pixels. */
export interface InkPlace {
  readonly picture: Size;
  readonly x: number;
  readonly y: number;
  readonly whole: Size;
}

/** How much of a piece is seen within `from`, which is in pixels of the programme, and where; nothing: none of it. */
export function fitInk(
  { picture, x, y, whole }: InkPlace,
  { from, to }: { readonly from: Rect; readonly to: Rect },
  programme: Size,
): Fitted | undefined {
  const [across, down] = [programme.width / whole.width, programme.height / whole.height];
  const left = Math.max(from.x, x * across);
  const top = Math.max(from.y, y * down);
  const width = Math.min(from.x + from.width, (x + picture.width) * across) - left;
  const height = Math.min(from.y + from.height, (y + picture.height) * down) - top;
  if (width <= 0 || height <= 0) return undefined;
  const [wider, higher] = [to.width / from.width, to.height / from.height];
  return {
    from: { x: left / across - x, y: top / down - y, width: width / across, height: height / down },
    to: {
      x: to.x + (left - from.x) * wider,
      y: to.y + (top - from.y) * higher,
      width: width * wider,
      height: height * higher,
    },
  };
}
