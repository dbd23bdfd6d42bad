import * as v from 'valibot';
import type { Rect, Size } from './picture.ts';

const WIDTH_LEAST = 0.12;
const WIDTH_MOST = 0.5;
/** Nearer to an edge than this share of its way, it goes to the edge. */
const SNAP = 0.05;
const KEY_STEP = 0.02;
const KEY_STEP_LARGE = 0.1;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/**
 * Where the small picture stands in the large one: `x` and `y` as shares of the way it can go (0 left or top, 1 right or
 * bottom), `width` as a share of the programme's. So a corner is a corner at every size, and it never leaves the picture.
 */
export const insetSchema = v.object({
  x: share,
  y: share,
  width: v.pipe(v.number(), v.minValue(WIDTH_LEAST), v.maxValue(WIDTH_MOST)),
});
export type Inset = v.InferOutput<typeof insetSchema>;

/** Bottom right: the burned-in clock and a slide's heading are at the top left. */
export const INSET: Inset = { x: 1, y: 1, width: 0.24 };

export function insetRect({ x, y, width }: Inset, size: Size): Rect {
  const margin = Math.round(size.width / 48);
  const height = Math.round(Math.min(size.width * width * 0.75, size.height - 2 * margin));
  const wide = Math.round((height * 4) / 3);
  return {
    x: margin + Math.round(x * (size.width - 2 * margin - wide)),
    y: margin + Math.round(y * (size.height - 2 * margin - height)),
    width: wide,
    height,
  };
}

/** Moved by a pointer: `dx` and `dy` are shares of the programme's width and height. */
export function dragInset(inset: Inset, dx: number, dy: number, size: Size): Inset {
  const rect = insetRect(inset, size);
  const margin = size.width / 48;
  const wayX = Math.max(1, size.width - 2 * margin - rect.width);
  const wayY = Math.max(1, size.height - 2 * margin - rect.height);
  return {
    ...inset,
    x: within(inset.x + (dx * size.width) / wayX, 0, 1),
    y: within(inset.y + (dy * size.height) / wayY, 0, 1),
  };
}

/** Made wider by this share of the programme's width; it stays in its corner. */
export function resizeInset(inset: Inset, by: number): Inset {
  return { ...inset, width: rounded(within(inset.width + by, WIDTH_LEAST, WIDTH_MOST)) };
}

/** Where it comes to rest when it is let go. */
export function snapInset(inset: Inset): Inset {
  const snap = (at: number) => (at < SNAP ? 0 : at > 1 - SNAP ? 1 : rounded(at));
  return { ...inset, x: snap(inset.x), y: snap(inset.y) };
}

/** Arrows move, plus and minus resize, Enter goes on to the next corner; nothing for any other key. */
export function insetByKey(inset: Inset, key: string, isLarge: boolean): Inset | undefined {
  const step = isLarge ? KEY_STEP_LARGE : KEY_STEP;
  const moved = (dx: number, dy: number): Inset => ({
    ...inset,
    x: rounded(within(inset.x + dx, 0, 1)),
    y: rounded(within(inset.y + dy, 0, 1)),
  });
  switch (key) {
    case 'ArrowLeft':
      return moved(-step, 0);
    case 'ArrowRight':
      return moved(step, 0);
    case 'ArrowUp':
      return moved(0, -step);
    case 'ArrowDown':
      return moved(0, step);
    case '+':
    case '=':
      return resizeInset(inset, step);
    case '-':
    case '_':
      return resizeInset(inset, -step);
    case 'Enter':
      return nextCorner(inset);
    default:
      return undefined;
  }
}

/** Clockwise. */
function nextCorner(inset: Inset): Inset {
  const isRight = inset.x >= 0.5;
  const isLow = inset.y >= 0.5;
  if (isRight) return { ...inset, x: isLow ? 0 : 1, y: 1 };
  return { ...inset, x: isLow ? 0 : 1, y: 0 };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** It is kept in a file: no more digits than can be seen. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
