import type { Rect } from './picture.ts';

const TILE_SHAPE = 16 / 9;

/** Equal places in reading order, in as many columns as make them largest; a last row that isn't full is centred. */
export function gridOf(count: number, area: Rect, gap: number): readonly Rect[] {
  let best = tilesIn(1, count, area, gap);
  for (let columns = 2; columns <= count; columns += 1) {
    const tiles = tilesIn(columns, count, area, gap);
    // As large in fewer rows: people sit beside each other.
    if (tiles.width >= best.width) best = tiles;
  }
  const { columns, rows, width, height } = best;
  const top = area.y + (area.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = area.x + (area.width - inRow * width - (inRow - 1) * gap) / 2;
    return {
      x: Math.round(left + (index - row * columns) * (width + gap)),
      y: Math.round(top + row * (height + gap)),
      width,
      height,
    };
  });
}

function tilesIn(columns: number, count: number, area: Rect, gap: number) {
  const rows = Math.ceil(count / columns);
  const widest = (area.width - (columns - 1) * gap) / columns;
  const highest = (area.height - (rows - 1) * gap) / rows;
  const width = Math.floor(Math.max(0, Math.min(widest, highest * TILE_SHAPE)));
  return { columns, rows, width, height: Math.floor(width / TILE_SHAPE) };
}
