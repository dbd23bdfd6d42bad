import { expect, it } from 'vitest';
import { nextDrawing } from './draw-queue.ts';

it.each([
  ['nothing while nothing is asked for', [], undefined],
  ['the programme before all else', ['thumbnail 1', 'programme 2', 'preview 3'], 'programme 2'],
  ['what was asked for last among thumbnails', ['thumbnail 1', 'thumbnail 2', 'thumbnail 3'], 'thumbnail 3'],
  ['the preview before thumbnails', ['thumbnail 5', 'preview 1', 'thumbnail 6'], 'preview 1'],
])('%s', (_name, asked, next) => {
  const waiting = asked.map((one) => {
    const [purpose, order] = one.split(' ');
    return { purpose: purpose as 'programme' | 'preview' | 'thumbnail', order: Number(order) };
  });
  const drawing = nextDrawing(waiting);
  expect(drawing && `${drawing.purpose} ${drawing.order}`).toBe(next);
});
