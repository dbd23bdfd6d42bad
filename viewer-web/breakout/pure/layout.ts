export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly columns: number;
  readonly tileWidth: number;
}

const SHAPE = 16 / 9;
export const GAP_PX = 8;
/** So much smaller may a tile be for standing beside another rather than under it. */
const BESIDE_SHARE = 0.85;
/** Below it no name can be read on a tile, above it a face is larger than life. */
const LEAST_PX = 104;
const MOST_PX = 720;

/** How many tiles stand side by side, so that all are in the box and each is about as large as can be. */
export function layoutOf(people: number, box: Box): Layout {
  const tiles = Math.max(1, people);
  const { columns, tileWidth } = fullest(tiles, box);
  // Rows of one length: three and three, not four and two.
  const rows = Math.ceil(tiles / columns);
  return { columns: Math.ceil(tiles / rows), tileWidth };
}

function fullest(tiles: number, { width, height }: Box): Layout {
  const layouts = Array.from({ length: tiles }, (_, i): Layout => {
    const columns = i + 1;
    const rows = Math.ceil(tiles / columns);
    const byHeight = ((height - GAP_PX * (rows - 1)) / rows) * SHAPE;
    return { columns, tileWidth: Math.floor(Math.min(widthIn(columns, width), byHeight, MOST_PX)) };
  });
  const largest = Math.max(...layouts.map(({ tileWidth }) => tileWidth));
  if (largest < Math.min(LEAST_PX, width)) return scrolling(tiles, width);
  const isGood = ({ tileWidth }: Layout) => tileWidth >= largest * BESIDE_SHARE;
  return layouts.findLast(isGood) ?? { columns: 1, tileWidth: largest };
}

/** As many side by side as can be told apart; the rest is reached by scrolling. */
function scrolling(tiles: number, width: number): Layout {
  const fitting = Math.floor((width + GAP_PX) / (LEAST_PX + GAP_PX));
  const columns = Math.min(tiles, Math.max(1, fitting));
  return { columns, tileWidth: Math.max(0, Math.floor(widthIn(columns, width))) };
}

function widthIn(columns: number, width: number): number {
  return (width - GAP_PX * (columns - 1)) / columns;
}
