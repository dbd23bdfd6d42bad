import { clockLayout, encodeClock } from '@rostrum/protocol/clock';
import { INKS, fontOf } from './look.ts';
import type { Card, InkPiece } from './messages.ts';
import type { Picture, PictureStep, PictureTiles } from './picture-tiles.ts';
import { fitInk } from './pure/ink.ts';
import type { DrawStep } from './pure/layout-scene.ts';
import type { Rect, Size } from './pure/picture.ts';
import type { Stage } from './stage.ts';

/** What a step is drawn with at this moment: another object is another picture. */
export function shownBy(step: DrawStep, stage: Stage, card: Card): unknown {
  switch (step.draw) {
    case 'backdrop':
      return undefined;
    case 'card':
      return card;
    case 'picture':
      return stage.pictureOf(step.slot);
    case 'name':
      return stage.nameOf(step.slot);
    case 'ink':
      return stage.inkOn(step.layer);
  }
}

export function drawSteps(
  context: OffscreenCanvasRenderingContext2D,
  size: Size,
  steps: readonly DrawStep[],
  stage: Stage,
  card: Card,
  tiles: PictureTiles,
): void {
  for (const step of steps) {
    switch (step.draw) {
      case 'backdrop':
        context.fillStyle = INKS.backdrop;
        context.fillRect(0, 0, size.width, size.height);
        break;
      case 'card':
        drawCard(context, size, card);
        break;
      case 'picture': {
        const shown = stage.pictureOf(step.slot);
        const drawable = stage.drawableOf(step.slot);
        if (shown && drawable) drawPicture(context, { shown, drawable }, step, tiles);
        break;
      }
      case 'name': {
        const name = stage.nameOf(step.slot);
        if (name) drawName(context, size, name, step.on);
        break;
      }
      case 'ink': {
        const piece = stage.inkOn(step.layer);
        if (piece) drawInk(context, size, piece, step);
        break;
      }
    }
  }
}

function drawPicture(
  context: OffscreenCanvasRenderingContext2D,
  picture: Picture,
  step: PictureStep,
  tiles: PictureTiles,
): void {
  const { to, cornerRadius } = step;
  if (cornerRadius > 0) {
    context.save();
    context.beginPath();
    context.roundRect(to.x, to.y, to.width, to.height, cornerRadius);
    context.clip();
  }
  tiles.draw(context, picture, step);
  if (cornerRadius > 0) context.restore();
}

function drawInk(
  context: OffscreenCanvasRenderingContext2D,
  size: Size,
  piece: InkPiece,
  step: Extract<DrawStep, { draw: 'ink' }>,
): void {
  const { picture } = piece;
  for (const { from, to } of fitInk(piece, step, size))
    context.drawImage(picture, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
}

/** On a plate at the left below, as large at every size of the picture. */
function drawName(context: OffscreenCanvasRenderingContext2D, size: Size, name: string, on: Rect): void {
  const sizePx = Math.round(size.height / 32);
  const pad = Math.round(sizePx / 2);
  context.font = fontOf({ font: 'text', sizePx });
  const width = Math.min(context.measureText(name).width, on.width - 4 * pad);
  const top = on.y + on.height - 2 * sizePx - pad;
  context.fillStyle = INKS.veil;
  context.fillRect(on.x + pad, top, width + 2 * pad, 2 * sizePx);
  context.fillStyle = INKS.text;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(name, on.x + 2 * pad, top + sizePx, width);
}

function drawCard(context: OffscreenCanvasRenderingContext2D, { width, height }: Size, card: Card): void {
  context.fillStyle = INKS.backdrop;
  context.fillRect(0, 0, width, height);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = INKS.text;
  context.font = fontOf({ font: 'title', sizePx: Math.round(height / 12) });
  context.fillText(card.title, width / 2, height * 0.46, width * 0.9);
  context.fillStyle = INKS['soft-text'];
  context.font = fontOf({ font: 'text', sizePx: Math.round(height / 26) });
  context.fillText(card.note, width / 2, height * 0.58, width * 0.9);
}

/** Last of all, so that nothing covers it. */
export function drawClock(context: OffscreenCanvasRenderingContext2D, size: Size, atMs: number): void {
  const bits = encodeClock(atMs);
  clockLayout(size.width).forEach((block, bit) => {
    context.fillStyle = bits[bit] ? '#ffffff' : '#000000';
    context.fillRect(block.x, block.y, block.width, block.height);
  });
}
