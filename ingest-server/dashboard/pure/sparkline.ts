/**
 * A small curve as the points of an SVG polyline in a box of 100 by 100: the newest at the right, the largest on top,
 * nothing at the bottom. Values that are missing make no break: it is a sketch, not a plot.
 */
export function sparkline(values: readonly (number | null)[], most: number, room: number): string {
  const top = Math.max(most, 1e-9);
  const first = room - values.length;
  return values
    .flatMap((value, i) => {
      if (value === null) return [];
      const x = (100 * (first + i)) / Math.max(1, room - 1);
      const y = 100 - (100 * Math.min(value, top)) / top;
      return [`${round(x)},${round(y)}`];
    })
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
