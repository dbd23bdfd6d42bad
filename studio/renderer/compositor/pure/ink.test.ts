import { describe, expect, it } from 'vitest';
import type { Fitted } from './fit.ts';
import { type InkPlace, fitInk } from './ink.ts';
import type { Rect, Size } from './picture.ts';

const programme: Size = { width: 1280, height: 720 };
const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });
const all = rect(0, 0, 1280, 720);
/** Cut out to its only part. */
const piece = (x: number, y: number, width: number, height: number, whole = programme): InkPlace => ({
  picture: { width, height },
  x,
  y,
  whole,
  parts: [rect(x, y, width, height)],
});

describe('a piece of ink', () => {
  const table: [string, InkPlace, { from: Rect; to: Rect }, Fitted[]][] = [
    [
      'lies where it was drawn, pixel for pixel, where the content fills the programme',
      piece(98, 51, 204, 104),
      { from: all, to: all },
      [{ from: rect(0, 0, 204, 104), to: rect(98, 51, 204, 104) }],
    ],
    [
      'is laid over in its parts alone',
      { ...piece(100, 50, 200, 100), parts: [rect(100, 50, 50, 50), rect(250, 100, 50, 50)] },
      { from: all, to: all },
      [
        { from: rect(0, 0, 50, 50), to: rect(100, 50, 50, 50) },
        { from: rect(150, 50, 50, 50), to: rect(250, 100, 50, 50) },
      ],
    ],
    [
      'is laid over whole where it is scaled, without seams',
      { ...piece(100, 50, 200, 100), parts: [rect(100, 50, 50, 50), rect(250, 100, 50, 50)] },
      { from: all, to: rect(0, 0, 640, 360) },
      [{ from: rect(0, 0, 200, 100), to: rect(50, 25, 100, 50) }],
    ],
    [
      'shrinks and moves with what it lies on',
      piece(200, 100, 400, 200),
      { from: all, to: rect(640, 360, 640, 360) },
      [{ from: rect(0, 0, 400, 200), to: rect(740, 410, 200, 100) }],
    ],
    [
      'is seen only as far as it lies on the content',
      piece(100, 0, 200, 720),
      { from: rect(160, 0, 960, 720), to: rect(0, 0, 480, 360) },
      [{ from: rect(60, 0, 140, 720), to: rect(0, 0, 70, 360) }],
    ],
    [
      'is not seen beside the content',
      piece(0, 0, 160, 720),
      { from: rect(160, 0, 960, 720), to: rect(0, 0, 480, 360) },
      [],
    ],
    [
      'is drawn smaller in a smaller picture of the programme',
      piece(200, 100, 400, 200, { width: 2560, height: 1440 }),
      { from: all, to: all },
      [{ from: rect(0, 0, 400, 200), to: rect(100, 50, 200, 100) }],
    ],
  ];
  it.each(table)('%s', (_, place, step, expected) => {
    expect(fitInk(place, step, programme)).toEqual(expected);
  });
});
