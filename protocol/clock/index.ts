// The burned-in clock: wall-clock milliseconds drawn as black and white blocks into the programme, so that
// a picture seen anywhere down the line tells when it was composed. Pure: it says what to draw and reads
// back what was sampled; the studio draws, tests and benchmarks sample.

/** 26 bits of milliseconds go round every 18.6 hours; 6 more bits check them. */
const VALUE_BITS = 26;
const CHECK_BITS = 6;
const BITS = VALUE_BITS + CHECK_BITS;
export const CLOCK_MODULUS_MS = 2 ** VALUE_BITS;

export interface ClockBlock {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Where the blocks stand in a picture of this size: two rows of 16, each block 1/40 of the width, so that it
 * survives scaling to a 360-line rung and the blur of a low bitrate.
 */
export function clockLayout(pictureWidth: number): readonly ClockBlock[] {
  const size = pictureWidth / 40;
  const margin = size / 2;
  return Array.from({ length: BITS }, (_, bit) => ({
    x: margin + (bit % 16) * size,
    y: margin + Math.floor(bit / 16) * size,
    width: size,
    height: size,
  }));
}

/** The blocks' colours for a moment: true is white. */
export function encodeClock(atMs: number): readonly boolean[] {
  const value = Math.floor(atMs) % CLOCK_MODULUS_MS;
  return [...bitsOf(value, VALUE_BITS), ...bitsOf(checkOf(value), CHECK_BITS)];
}

/**
 * The moment nearest to `nearMs` that these sampled brightnesses (0 to 255, one a block) stand for;
 * undefined where a block is grey or the check fails: a torn or blurred picture is no measurement.
 */
export function decodeClock(brightness: readonly number[], nearMs: number): number | undefined {
  if (brightness.length !== BITS) return undefined;
  if (brightness.some((level) => level > 96 && level < 160)) return undefined;
  const bits = brightness.map((level) => level >= 160);
  const value = numberOf(bits.slice(0, VALUE_BITS));
  if (numberOf(bits.slice(VALUE_BITS)) !== checkOf(value)) return undefined;
  const turns = Math.round((nearMs - value) / CLOCK_MODULUS_MS);
  return value + turns * CLOCK_MODULUS_MS;
}

function bitsOf(value: number, count: number): boolean[] {
  return Array.from({ length: count }, (_, i) => Math.floor(value / 2 ** (count - 1 - i)) % 2 === 1);
}

function numberOf(bits: readonly boolean[]): number {
  return bits.reduce((sum, bit) => sum * 2 + (bit ? 1 : 0), 0);
}

// 61 is the largest prime under 2^6; the offset keeps an all-black picture from reading as a valid zero.
function checkOf(value: number): number {
  return (value % 61) + 2;
}
