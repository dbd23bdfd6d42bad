// Where on a board something is drawn, by cells: only they are made into a picture, and laid over another.
import { BOARD_HEIGHT, BOARD_WIDTH } from '@rostrum/protocol/room';
import type { Place } from './element.ts';
import type { Mark } from './mark.ts';

/** In the board's units. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PixelRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Words = Extract<Mark, { is: 'words' }>;

/** Each by its row times the columns that there are, and its column. */
export type Cells = ReadonlySet<number>;

/** In the board's units: a few lines on a slide touch few cells, and a picture is not cut into too many. */
const CELL = 800;
const COLUMNS = BOARD_WIDTH / CELL;
const ROWS = Math.ceil(BOARD_HEIGHT / CELL);
/** A line is blurred into the pixel beside it, which in a small picture is so wide. */
const EDGE = 40;
const ELLIPSE_CORNERS = 48;

export function cellsOfMark(mark: Mark, boxOfWords: (words: Words) => Box): Cells {
  switch (mark.is) {
    case 'area': {
      // All of a line is near its outline; of anything broader, the middle may be in none of the outline's cells.
      if (mark.breadth !== undefined && mark.breadth <= CELL) return cellsAlong(mark.outline, true, 0);
      const box = boxAround(mark.outline);
      return box ? cellsIn(box) : new Set();
    }
    case 'line':
      return cellsAlong(mark.points, mark.isClosed, mark.width / 2);
    case 'ellipse': {
      const { centre, radiusX, radiusY, width } = mark;
      const corners = Array.from({ length: ELLIPSE_CORNERS }, (_, corner): Place => {
        const angle = (2 * Math.PI * corner) / ELLIPSE_CORNERS;
        return { x: centre.x + radiusX * Math.cos(angle), y: centre.y + radiusY * Math.sin(angle) };
      });
      // The curve stands out of its corners' sides by so little.
      return cellsAlong(corners, true, width / 2 + 0.003 * Math.max(radiusX, radiusY));
    }
    case 'words':
      return cellsIn(boxOfWords(mark));
  }
}

/** `reach`: so far on each side of the way. */
export function cellsAlong(points: readonly Place[], isClosed: boolean, reach: number): Cells {
  const cells = new Set<number>();
  for (const [index, to] of points.entries()) {
    const from = points[index - 1] ?? (isClosed ? points.at(-1) : undefined) ?? to;
    // In steps shorter than a cell: the box around a long slanting line is mostly empty.
    const way = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
    const steps = Math.max(1, Math.ceil(way / (CELL / 2)));
    for (let step = 0; step < steps; step += 1) {
      const [a, b] = [between(from, to, step / steps), between(from, to, (step + 1) / steps)];
      touch(cells, {
        ...{ left: Math.min(a.x, b.x) - reach, right: Math.max(a.x, b.x) + reach },
        ...{ top: Math.min(a.y, b.y) - reach, bottom: Math.max(a.y, b.y) + reach },
      });
    }
  }
  return cells;
}

/** What a picture of this size needs of them: the rectangle around all, and within it those that are drawn on. */
export function cutOf(
  cells: Cells,
  size: { readonly width: number; readonly height: number },
): { readonly around: PixelRect; readonly parts: readonly PixelRect[] } | undefined {
  const parts = runsOf(cells).flatMap((run) => rectOf(run, size) ?? []);
  if (parts.length === 0) return undefined;
  const x = Math.min(...parts.map((part) => part.x));
  const y = Math.min(...parts.map((part) => part.y));
  const right = Math.max(...parts.map((part) => part.x + part.width));
  const bottom = Math.max(...parts.map((part) => part.y + part.height));
  return { around: { x, y, width: right - x, height: bottom - y }, parts };
}

interface Run {
  readonly row: number;
  readonly from: number;
  to: number;
}

/** Cells beside one another as one. */
function runsOf(cells: Cells): readonly Run[] {
  const runs: Run[] = [];
  for (const cell of [...cells].sort((a, b) => a - b)) {
    const [row, column] = [Math.floor(cell / COLUMNS), cell % COLUMNS];
    const last = runs.at(-1);
    if (last?.row === row && last.to === column) last.to = column + 1;
    else runs.push({ row, from: column, to: column + 1 });
  }
  return runs;
}

/** Whole pixels, so that what stands beside one another leaves no seam. */
function rectOf(
  { row, from, to }: Run,
  { width, height }: { readonly width: number; readonly height: number },
): PixelRect | undefined {
  const cell = (CELL * width) / BOARD_WIDTH;
  const edge = (cells: number, most: number) => Math.min(most, Math.round(cells * cell));
  const [x, y] = [edge(from, width), edge(row, height)];
  const rect = { x, y, width: edge(to, width) - x, height: edge(row + 1, height) - y };
  return rect.width > 0 && rect.height > 0 ? rect : undefined;
}

function cellsIn(box: Box): Cells {
  const cells = new Set<number>();
  touch(cells, box);
  return cells;
}

function touch(cells: Set<number>, { left, top, right, bottom }: Box): void {
  const first = (start: number) => Math.max(0, Math.floor((start - EDGE) / CELL));
  const last = (end: number, count: number) => Math.min(count - 1, Math.floor((end + EDGE) / CELL));
  for (let row = first(top); row <= last(bottom, ROWS); row += 1) {
    for (let column = first(left); column <= last(right, COLUMNS); column += 1) {
      cells.add(row * COLUMNS + column);
    }
  }
}

function boxAround(places: readonly Place[]): Box | undefined {
  if (places.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of places) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { left, top, right, bottom };
}

function between(from: Place, to: Place, share: number): Place {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
