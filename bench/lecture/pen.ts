import type { Frame } from './frame.ts';

interface Stroke {
  fromS: number;
  toS: number;
  /** Until the slide under it goes. */
  goneS: number;
  /** Where the pen is, from 0 to 1 of its way. */
  at(share: number): { x: number; y: number };
}

const strokes: readonly Stroke[] = [
  {
    ...{ fromS: 1, toS: 3, goneS: 8 },
    at: (share) => ({ x: 90 + 480 * share, y: 152 + 3 * Math.sin(share * 40) }),
  },
  {
    ...{ fromS: 9, toS: 14, goneS: 16 },
    // A loop around a line of code.
    at: (share) => ({
      x: 360 - 270 * Math.cos(share * 6.6) + 8 * Math.sin(share * 31),
      y: 302 + 34 * Math.sin(share * 6.6) + 3 * Math.sin(share * 47),
    }),
  },
  {
    ...{ fromS: 17, toS: 22, goneS: 24 },
    // A curve over the bars, as a hand draws it.
    at: (share) => ({
      x: 90 + 480 * share,
      y: 260 + 90 * Math.sin(share * 7) + 4 * Math.sin(share * 53),
    }),
  },
];

const RADIUS = 2.2;
/** Dark red. */
const INK = { y: 82, u: 100, v: 205 } as const;
const STEPS_PER_S = 240;

/** All that the pen has left by then, with soft edges. */
export function drawPen(frame: Frame, atS: number): void {
  for (const { fromS, toS, goneS, at } of strokes) {
    if (atS < fromS || atS >= goneS) continue;
    const steps = Math.round((Math.min(atS, toS) - fromS) * STEPS_PER_S);
    for (let step = 0; step <= steps; step += 1) {
      const { x, y } = at(step / ((toS - fromS) * STEPS_PER_S));
      dot(frame, x, y);
    }
  }
}

function dot({ bytes, width, height }: Frame, x: number, y: number): void {
  const [chromaU, chromaV] = [width * height, (width * height * 5) / 4];
  for (let row = Math.floor(y - RADIUS - 1); row <= y + RADIUS + 1; row += 1) {
    for (let column = Math.floor(x - RADIUS - 1); column <= x + RADIUS + 1; column += 1) {
      const cover = Math.min(1, RADIUS + 0.5 - Math.hypot(column - x, row - y));
      if (cover <= 0) continue;
      const luma = row * width + column;
      // Darker wins, so that going over a place again does not fatten the edge.
      const inked = cover >= 1 ? INK.y : Math.round(INK.y + (1 - cover) * 170);
      bytes[luma] =
        Math.abs(inked - INK.y) < Math.abs((bytes[luma] ?? 0) - INK.y) ? inked : (bytes[luma] ?? 0);
      if (cover < 0.6 || row % 2 || column % 2) continue;
      const chroma = (row >> 1) * (width >> 1) + (column >> 1);
      bytes[chromaU + chroma] = INK.u;
      bytes[chromaV + chroma] = INK.v;
    }
  }
}
