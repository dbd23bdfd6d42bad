import type { Frame } from './frame.ts';

const BOX = { left: 700, top: 340, width: 240, height: 180 } as const;
/** What a webcam's own smoothing leaves, in steps of 8-bit luma. */
const NOISE_SIGMA = 2;

interface Colour {
  y: number;
  u: number;
  v: number;
}

interface Pose {
  x: number;
  y: number;
  tilt: number;
  mouth: number;
  blink: boolean;
}

/** Where the speaker is then: swaying, nodding, three to four syllables a second with pauses. */
function poseAt(atS: number): Pose {
  const speaks = Math.sin(atS * 0.9) > -0.6 ? 1 : 0;
  return {
    x: 120 + 9 * Math.sin(atS * 1.1) + 4 * Math.sin(atS * 2.7 + 1),
    y: 84 + 4 * Math.sin(atS * 1.7) + 2 * Math.sin(atS * 5.3),
    tilt: 0.1 * Math.sin(atS * 0.8) + 0.03 * Math.sin(atS * 3.1),
    mouth: speaks * Math.abs(Math.sin(atS * 11) * Math.sin(atS * 4.3)),
    blink: atS % 3.7 < 0.13,
  };
}

export function drawHead({ bytes, width, height }: Frame, atS: number, seed: number): void {
  const pose = poseAt(atS);
  const random = generator(seed + 1);
  const [chromaU, chromaV] = [width * height, (width * height * 5) / 4];
  for (let row = 0; row < BOX.height; row += 1) {
    for (let column = 0; column < BOX.width; column += 1) {
      const colour = colourAt(column, row, pose);
      const noise = (random() + random() + random() + random() - 2) * NOISE_SIGMA * 1.73;
      const [x, y] = [BOX.left + column, BOX.top + row];
      bytes[y * width + x] = Math.max(16, Math.min(235, Math.round(colour.y + noise)));
      if (x % 2 || y % 2) continue;
      const chroma = (y >> 1) * (width >> 1) + (x >> 1);
      bytes[chromaU + chroma] = Math.round(colour.u + noise / 4);
      bytes[chromaV + chroma] = Math.round(colour.v - noise / 4);
    }
  }
}

function colourAt(column: number, row: number, { x, y, tilt, mouth, blink }: Pose): Colour {
  const dx = (column - x) * Math.cos(tilt) + (row - y) * Math.sin(tilt);
  const dy = (row - y) * Math.cos(tilt) - (column - x) * Math.sin(tilt);
  const face = Math.hypot(dx / 40, dy / 54);
  if (face < 1.12 && (dy < -26 - dx * 0.1 || face > 1)) return hair(dx, dy);
  if (face < 1) return skin(dx, dy, mouth, blink);
  const shoulder = Math.hypot((column - x * 0.6 - 48) / 96, (row - 196) / 78);
  if (shoulder < 1) return shirt(column, row, shoulder);
  return wall(column, row);
}

function skin(dx: number, dy: number, mouth: number, blink: boolean): Colour {
  const light = 150 + 22 * Math.cos((dx + 14) / 34) * Math.cos(dy / 60) + 3 * Math.sin(dx * 0.7 + dy * 0.4);
  const eye = Math.min(Math.hypot((dx - 15) / 7, (dy + 8) / 4), Math.hypot((dx + 15) / 7, (dy + 8) / 4));
  if (eye < 1) return blink ? { y: light - 30, u: 112, v: 148 } : { y: eye < 0.5 ? 40 : 190, u: 126, v: 130 };
  if (Math.hypot(dx / 13, (dy - 28) / (3 + 8 * mouth)) < 1) return { y: 70 - 25 * mouth, u: 118, v: 160 };
  const nose = Math.hypot(dx / 5, (dy - 8) / 10) < 1 ? 10 : 0;
  return { y: light + nose, u: 110, v: 150 };
}

function hair(dx: number, dy: number): Colour {
  return { y: 48 + 12 * Math.sin(dx * 0.9 + Math.sin(dy * 0.3) * 2), u: 122, v: 134 };
}

function shirt(column: number, row: number, shade: number): Colour {
  return { y: 96 - 30 * shade + 6 * Math.sin((column + row) * 0.5), u: 150, v: 112 };
}

/** Books on shelves, a little out of focus. */
function wall(column: number, row: number): Colour {
  const book = Math.floor(column / 11 + Math.floor(row / 45) * 3.7);
  const height = 28 + ((book * 7919) % 14);
  const shelf = row % 45;
  if (shelf > 41) return { y: 60, u: 118, v: 140 };
  if (45 - shelf > height) return { y: 44, u: 124, v: 132 };
  const edge = Math.sin(((column % 11) / 11) * Math.PI);
  return {
    y: 60 + ((book * 104_729) % 70) + 24 * edge,
    u: 112 + ((book * 31) % 30),
    v: 116 + ((book * 57) % 28),
  };
}

/** Mulberry32: the same noise at every run. */
function generator(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
