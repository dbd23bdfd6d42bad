import type { Fitted } from './fit.ts';
import type { Rect, Size } from './picture.ts';

/**
 * What the pen has left, and above it what is still under it. Each is a picture hardly larger than what is on it, so
 * that a line costs what it covers; and the finished lines stand still while the next one grows.
 */
export const INK_LAYERS = ['finished', 'live'] as const;
export type InkLayer = (typeof INK_LAYERS)[number];

/** A cut-out of a picture of the programme's shape: where its corner is in the whole, in the picture's own pixels. */
export interface InkPlace {
  readonly picture: Size;
  readonly x: number;
  readonly y: number;
  readonly whole: Size;
  /** Where in the whole there is something on it: the rest need not be blended. */
  readonly parts: readonly Rect[];
}

/** What of a cut-out is seen within `from`, which is in pixels of the programme, and where. */
export function fitInk(
  { picture, x, y, whole, parts }: InkPlace,
  { from, to }: { readonly from: Rect; readonly to: Rect },
  programme: Size,
): readonly Fitted[] {
  const [across, down] = [programme.width / whole.width, programme.height / whole.height];
  const [wider, higher] = [to.width / from.width, to.height / from.height];
  const isPixelForPixel = [across, down, wider, higher].every((scale) => scale === 1);
  // Scaled apart, parts that stand beside one another would leave a seam between them.
  const seen = isPixelForPixel ? parts : [{ x, y, width: picture.width, height: picture.height }];
  return seen.flatMap((part) => {
    const left = Math.max(from.x, part.x * across);
    const top = Math.max(from.y, part.y * down);
    const width = Math.min(from.x + from.width, (part.x + part.width) * across) - left;
    const height = Math.min(from.y + from.height, (part.y + part.height) * down) - top;
    if (width <= 0 || height <= 0) return [];
    return {
      from: { x: left / across - x, y: top / down - y, width: width / across, height: height / down },
      to: {
        x: to.x + (left - from.x) * wider,
        y: to.y + (top - from.y) * higher,
        width: width * wider,
        height: height * higher,
      },
    };
  });
}
