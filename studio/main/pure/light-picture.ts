export type Light = 'on-air' | 'off-air';

/** Red, green, blue. */
const COLOURS: Readonly<Record<Light, readonly [number, number, number]>> = {
  'on-air': [0xd0, 0x2f, 0x22],
  'off-air': [0x8a, 0x93, 0x8e],
};

/** The light in the tray as a bitmap (blue, green, red, alpha), with a soft edge: a full disc on air, a ring else. */
export function lightPicture(light: Light, size: number): Uint8Array {
  const [red, green, blue] = COLOURS[light];
  const bitmap = new Uint8Array(4 * size * size);
  const middle = (size - 1) / 2;
  const outer = size * 0.42;
  const inner = light === 'on-air' ? 0 : size * 0.26;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const distance = Math.hypot(x - middle, y - middle);
      const inside = within(outer - distance + 0.5) * (inner === 0 ? 1 : within(distance - inner + 0.5));
      // Premultiplied, as the system's own pictures are.
      bitmap.set(
        [blue, green, red, 0xff].map((part) => Math.round(part * inside)),
        4 * (y * size + x),
      );
    }
  }
  return bitmap;
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value));
}
