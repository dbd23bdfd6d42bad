import { describe, expect, it } from 'vitest';
import { type Cells, cellsAlong, cellsOfMark, cutOf } from './cells.ts';
import type { Mark } from './mark.ts';

const COLUMNS = 20;
/** Row and column of each. */
const named = (cells: Cells) =>
  [...cells].sort((a, b) => a - b).map((cell) => `${Math.floor(cell / COLUMNS)}/${cell % COLUMNS}`);
const at = (row: number, column: number) => ({ x: column * 800 + 400, y: row * 800 + 400 });
const cells = (...places: [row: number, column: number][]): Cells =>
  new Set(places.map(([row, column]) => row * COLUMNS + column));
const colour = '#1b231f';
const corners = [at(0, 0), at(0, 2), at(2, 2), at(2, 0)];

describe('the cells of a mark', () => {
  const around = ['0/0', '0/1', '0/2', '1/0', '1/2', '2/0', '2/1', '2/2'];
  const table: [string, Mark, string[]][] = [
    ['a dot', { is: 'line', points: [at(3, 4)], isClosed: false, colour, width: 40 }, ['3/4']],
    [
      'a line, and none beside it',
      { is: 'line', points: [at(0, 0), at(0, 2)], isClosed: false, colour, width: 40 },
      ['0/0', '0/1', '0/2'],
    ],
    [
      'a slanting one, not all of the box around it',
      { is: 'line', points: [at(0, 0), at(2, 2)], isClosed: false, colour, width: 40 },
      ['0/0', '0/1', '1/0', '1/1', '1/2', '2/1', '2/2'],
    ],
    [
      'one that reaches over an edge',
      { is: 'line', points: [at(1, 1)], isClosed: false, colour, width: 760 },
      ['0/0', '0/1', '0/2', '1/0', '1/1', '1/2', '2/0', '2/1', '2/2'],
    ],
    [
      'a frame, and not its middle',
      { is: 'line', points: corners, isClosed: true, colour, width: 40 },
      around,
    ],
    ['a stroke’s outline', { is: 'area', outline: corners, colour, opacity: 1, breadth: 80 }, around],
    [
      'anything broad, with its middle',
      { is: 'area', outline: corners, colour, opacity: 1 },
      [...around.slice(0, 4), '1/1', ...around.slice(4)],
    ],
    ['nothing yet', { is: 'area', outline: [], colour, opacity: 1 }, []],
    [
      'an ellipse, and not its middle',
      { is: 'ellipse', centre: at(1, 1), radiusX: 800, radiusY: 800, colour, width: 40 },
      around,
    ],
    [
      'words, as the browser measures them',
      { is: 'words', at: at(5, 5), size: 320, colour, text: 'x' },
      ['4/6', '4/7'],
    ],
  ];
  it.each(table)('are right for %s', (_, mark, expected) => {
    const measured = { left: 4900, top: 3300, right: 6000, bottom: 3900 };
    expect(named(cellsOfMark(mark, () => measured))).toEqual(expected);
  });

  it('are none beside the board', () => {
    expect(named(cellsAlong([{ x: -900, y: -900 }], false, 10))).toEqual([]);
    expect(named(cellsAlong([{ x: 17_000, y: 10_000 }], false, 10))).toEqual([]);
  });
});

describe('what a picture needs of the cells', () => {
  const size = { width: 1280, height: 720 };
  it('is nothing where nothing is drawn', () => {
    expect(cutOf(cells(), size)).toBeUndefined();
  });

  it('is the rectangle around them, and those beside one another as one part', () => {
    expect(cutOf(cells([1, 2], [1, 3], [2, 3], [2, 5]), size)).toEqual({
      around: { x: 128, y: 64, width: 256, height: 128 },
      parts: [
        { x: 128, y: 64, width: 128, height: 64 },
        { x: 192, y: 128, width: 64, height: 64 },
        { x: 320, y: 128, width: 64, height: 64 },
      ],
    });
  });

  it('ends where the picture does', () => {
    expect(cutOf(cells([11, 19]), size)?.around).toEqual({ x: 1216, y: 704, width: 64, height: 16 });
  });

  it('leaves no seam in a size that cells don’t fit into', () => {
    const parts = cutOf(cells([0, 0], [1, 0], [1, 1], [2, 1]), { width: 854, height: 480 })?.parts;
    expect(parts).toEqual([
      { x: 0, y: 0, width: 43, height: 43 },
      { x: 0, y: 43, width: 85, height: 42 },
      { x: 43, y: 85, width: 42, height: 43 },
    ]);
  });
});
