import { BOARD_HEIGHT, BOARD_WIDTH } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type Box, boxAround, boxOfAll, boxOfMark, pixelBoxOf } from './box.ts';
import type { Mark } from './mark.ts';

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });
const words = box(7, 8, 9, 10);
const colour = '#1b231f';

describe('the box around a mark', () => {
  const corners = [
    { x: 300, y: 100 },
    { x: 100, y: 400 },
    { x: 200, y: 200 },
  ];
  const table: [string, Mark, Box | undefined][] = [
    ['a filled outline', { is: 'area', outline: corners, colour, opacity: 1 }, box(100, 100, 300, 400)],
    ['nothing yet', { is: 'area', outline: [], colour, opacity: 1 }, undefined],
    [
      'a line, with half its width',
      { is: 'line', points: corners, isClosed: false, colour, width: 80 },
      box(60, 60, 340, 440),
    ],
    [
      'an ellipse, with half its line',
      { is: 'ellipse', centre: { x: 500, y: 500 }, radiusX: 200, radiusY: 100, colour, width: 40 },
      box(280, 380, 720, 620),
    ],
    [
      'words, as the browser measures them',
      { is: 'words', at: { x: 0, y: 0 }, size: 320, colour, text: 'x' },
      words,
    ],
  ];
  it.each(table)('is right for %s', (_, mark, expected) => {
    expect(boxOfMark(mark, () => words)).toEqual(expected);
  });
});

it('a box around several is around each, and there is none around nothing', () => {
  expect(boxOfAll([box(1, 2, 3, 4), undefined, box(0, 3, 2, 9)])).toEqual(box(0, 2, 3, 9));
  expect(boxOfAll([undefined, undefined])).toBeUndefined();
  expect(boxOfAll([])).toBeUndefined();
  expect(boxAround([], 5)).toBeUndefined();
});

describe('the pixels that a box needs', () => {
  const size = { width: 1280, height: 720 };
  const unit = BOARD_WIDTH / size.width;
  const inPixels = (left: number, top: number, right: number, bottom: number) =>
    box(left * unit, top * unit, right * unit, bottom * unit);
  const table: [string, Box, ReturnType<typeof pixelBoxOf>][] = [
    [
      'are whole ones, with one around them',
      inPixels(100.4, 50.6, 200.2, 80.9),
      { x: 99, y: 49, width: 103, height: 33 },
    ],
    ['end where the picture does', inPixels(-20, -30, 40, 50), { x: 0, y: 0, width: 41, height: 51 }],
    [
      'end where the picture does on the other side too',
      inPixels(1270, 700, 1400, 900),
      { x: 1269, y: 699, width: 11, height: 21 },
    ],
    [
      'are all of them at most',
      box(-500, -500, BOARD_WIDTH + 500, BOARD_HEIGHT + 500),
      { x: 0, y: 0, ...size },
    ],
    ['are none beside the picture', inPixels(1300, 10, 1400, 20), undefined],
    ['are none above it', inPixels(10, -90, 20, -40), undefined],
    ['are a few for a dot', inPixels(10, 10, 10, 10), { x: 9, y: 9, width: 2, height: 2 }],
  ];
  it.each(table)('%s', (_, of, expected) => {
    expect(pixelBoxOf(of, size)).toEqual(expected);
  });
});
