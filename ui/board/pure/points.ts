// Points as few bytes: each as its way from the last one, which is short. A stroke of a second is about 200 bytes.

/** x, y and pressure (0 to 255), one after the other; whole numbers. */
export type Points = readonly number[];

export function packPoints(points: Points): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let [lastX, lastY] = [0, 0];
  for (let i = 0; i + 2 < points.length; i += 3) {
    const [x, y, pressure] = [Math.round(points[i]!), Math.round(points[i + 1]!), points[i + 2]!];
    writeNumber(bytes, x - lastX);
    writeNumber(bytes, y - lastY);
    bytes.push(Math.min(255, Math.max(0, Math.round(pressure))));
    [lastX, lastY] = [x, y];
  }
  return Uint8Array.from(bytes);
}

/** As far as it can be read: what comes after a broken point is left out. */
export function unpackPoints(bytes: Uint8Array): number[] {
  const points: number[] = [];
  let [x, y, next] = [0, 0, 0];
  while (next < bytes.length) {
    const dx = readNumber(bytes, next);
    const dy = readNumber(bytes, dx.next);
    const pressure = bytes[dy.next];
    if (pressure === undefined) break;
    x += dx.value;
    y += dy.value;
    points.push(x, y, pressure);
    next = dy.next + 1;
  }
  return points;
}

/** Small ones of either sign are one byte. */
function writeNumber(bytes: number[], value: number): void {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function readNumber(bytes: Uint8Array, from: number): { value: number; next: number } {
  let [value, scale, next] = [0, 1, from];
  for (; next < bytes.length; next++) {
    const byte = bytes[next]!;
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte < 128) break;
  }
  return { value: value % 2 === 1 ? -(value + 1) / 2 : value / 2, next: next + 1 };
}
