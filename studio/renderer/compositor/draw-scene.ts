import { clockLayout, encodeClock } from '@rostrum/protocol/clock';
import type { Card } from './messages.ts';
import type { DrawStep, Size, Slot } from './pure/layout-scene.ts';

const BACKDROP = '#101714';
const CARD_TEXT = '#f2f3ec';
const CARD_NOTE = '#b4beb7';

export function drawScene(
  context: OffscreenCanvasRenderingContext2D,
  size: Size,
  steps: readonly DrawStep[],
  frames: Readonly<Partial<Record<Slot, VideoFrame>>>,
  card: Card,
): void {
  for (const step of steps) {
    switch (step.draw) {
      case 'backdrop':
        context.fillStyle = BACKDROP;
        context.fillRect(0, 0, size.width, size.height);
        break;
      case 'card':
        drawCard(context, size, card);
        break;
      case 'picture': {
        const frame = frames[step.slot];
        if (frame) drawPicture(context, frame, step);
        break;
      }
    }
  }
}

function drawPicture(
  context: OffscreenCanvasRenderingContext2D,
  frame: VideoFrame,
  { from, to, cornerRadius }: Extract<DrawStep, { draw: 'picture' }>,
): void {
  if (cornerRadius > 0) {
    context.save();
    context.beginPath();
    context.roundRect(to.x, to.y, to.width, to.height, cornerRadius);
    context.clip();
  }
  context.drawImage(frame, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
  if (cornerRadius > 0) context.restore();
}

function drawCard(context: OffscreenCanvasRenderingContext2D, { width, height }: Size, card: Card): void {
  context.fillStyle = BACKDROP;
  context.fillRect(0, 0, width, height);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = CARD_TEXT;
  context.font = `600 ${Math.round(height / 12)}px Georgia, "DejaVu Serif", serif`;
  context.fillText(card.title, width / 2, height * 0.46, width * 0.9);
  context.fillStyle = CARD_NOTE;
  context.font = `${Math.round(height / 26)}px system-ui, "DejaVu Sans", sans-serif`;
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
