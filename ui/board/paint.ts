import { BOARD_HEIGHT, BOARD_WIDTH } from '@rostrum/protocol/room';
import type { Box, Words } from './pure/cells.ts';
import type { Background } from './pure/element.ts';
import type { Mark } from './pure/mark.ts';

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export const BOARD_FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const PAPER = '#ffffff';
const RULE = '#d5dde6';
const RULE_EVERY = 500;
const RULE_WIDTH = 8;

/** From here on whatever is painted is in the board's units. `from`: the pixel at which the canvas begins. */
export function useBoardUnits(context: Context, pixelsWide: number, from = { x: 0, y: 0 }): void {
  const scale = pixelsWide / BOARD_WIDTH;
  context.setTransform(scale, 0, 0, scale, -from.x, -from.y);
  context.lineCap = 'round';
  context.lineJoin = 'round';
}

export function wipe(context: Context): void {
  context.clearRect(0, 0, BOARD_WIDTH, BOARD_HEIGHT);
}

export function paintBackground(context: Context, background: Background): void {
  context.globalAlpha = 1;
  context.fillStyle = PAPER;
  context.fillRect(0, 0, BOARD_WIDTH, BOARD_HEIGHT);
  if (background === 'blank') return;
  context.beginPath();
  for (let y = RULE_EVERY; y < BOARD_HEIGHT; y += RULE_EVERY) {
    context.moveTo(0, y);
    context.lineTo(BOARD_WIDTH, y);
  }
  if (background === 'grid') {
    for (let x = RULE_EVERY; x < BOARD_WIDTH; x += RULE_EVERY) {
      context.moveTo(x, 0);
      context.lineTo(x, BOARD_HEIGHT);
    }
  }
  context.strokeStyle = RULE;
  context.lineWidth = RULE_WIDTH;
  context.stroke();
}

export function paintMarks(context: Context, marks: readonly Mark[]): void {
  for (const mark of marks) paintMark(context, mark);
  context.globalAlpha = 1;
}

function fontOf({ size }: Words): string {
  return `${size}px ${BOARD_FONT}`;
}

/** How far letters stand out of their line, only the browser knows. */
export function boxOfWords(context: Context, words: Words): Box {
  context.font = fontOf(words);
  context.textBaseline = 'alphabetic';
  const { x, y } = words.at;
  const measured = context.measureText(words.text);
  return {
    left: x - measured.actualBoundingBoxLeft,
    top: y - measured.actualBoundingBoxAscent,
    right: x + measured.actualBoundingBoxRight,
    bottom: y + measured.actualBoundingBoxDescent,
  };
}

const paths = new WeakMap<Mark, Path2D>();

function paintMark(context: Context, mark: Mark): void {
  context.globalAlpha = mark.is === 'area' ? mark.opacity : 1;
  switch (mark.is) {
    case 'area':
      context.fillStyle = mark.colour;
      context.fill(pathOf(mark));
      return;
    case 'line':
    case 'ellipse':
      context.strokeStyle = mark.colour;
      context.lineWidth = mark.width;
      context.stroke(pathOf(mark));
      return;
    case 'words':
      context.fillStyle = mark.colour;
      context.font = fontOf(mark);
      context.textBaseline = 'alphabetic';
      context.fillText(mark.text, mark.at.x, mark.at.y);
      return;
  }
}

function pathOf(mark: Exclude<Mark, { is: 'words' }>): Path2D {
  const known = paths.get(mark);
  if (known) return known;
  const path = new Path2D();
  if (mark.is === 'ellipse') {
    path.ellipse(mark.centre.x, mark.centre.y, mark.radiusX, mark.radiusY, 0, 0, 2 * Math.PI);
  } else {
    const [first, ...others] = mark.is === 'area' ? mark.outline : mark.points;
    if (first) path.moveTo(first.x, first.y);
    for (const { x, y } of others) path.lineTo(x, y);
    if (mark.is === 'area' || mark.isClosed) path.closePath();
  }
  paths.set(mark, path);
  return path;
}
