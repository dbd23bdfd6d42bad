/** One encode: what it took and how good it came out. */
export interface RatePoint {
  rate: number;
  /** Higher is better, on a scale of decibels. */
  quality: number;
}

/**
 * Bjøntegaard's delta: by how much the second codec's rate differs from the first's at equal quality, in percent, as the
 * mean over the qualities that both reach. Interpolated piecewise (PCHIP), as the common test conditions of HEVC and
 * VVC do since JCTVC-L1100. Undefined where the curves have no quality in common.
 */
export function bdRatePercent(
  anchor: readonly RatePoint[],
  tested: readonly RatePoint[],
): number | undefined {
  const [first, second] = [curveOf(anchor), curveOf(tested)];
  const low = Math.max(first.from, second.from);
  const high = Math.min(first.to, second.to);
  if (!(low < high)) return undefined;
  const meanOfLogs = (second.integral(low, high) - first.integral(low, high)) / (high - low);
  return (Math.exp(meanOfLogs) - 1) * 100;
}

/** SSIM on a scale of decibels, on which equal steps look equal. */
export function ssimDb(ssim: number): number {
  return -10 * Math.log10(1 - ssim);
}

interface Curve {
  from: number;
  to: number;
  /** Of the logarithm of the rate over the quality. */
  integral(low: number, high: number): number;
}

function curveOf(points: readonly RatePoint[]): Curve {
  const sorted = [...points].sort((a, b) => a.quality - b.quality);
  const x = sorted.map(({ quality }) => quality);
  const y = sorted.map(({ rate }) => Math.log(rate));
  if (x.some((quality, i) => i > 0 && quality === x[i - 1])) throw new Error('two encodes of one quality');
  if (y.some((rate, i) => i > 0 && rate <= (y[i - 1] ?? 0))) {
    throw new Error('an encode of more bits came out worse');
  }
  const slopes = slopesOf(x, y);
  const valueAt = (quality: number, piece: number): number => {
    const [x0 = 0, x1 = 0] = x.slice(piece, piece + 2);
    const [y0 = 0, y1 = 0] = y.slice(piece, piece + 2);
    const [d0 = 0, d1 = 0] = slopes.slice(piece, piece + 2);
    const [width, t] = [x1 - x0, (quality - x0) / (x1 - x0)];
    // Hermite's cubic through both ends with both slopes.
    return (
      y0 * (1 + 2 * t) * (1 - t) ** 2 +
      width * d0 * t * (1 - t) ** 2 +
      y1 * t ** 2 * (3 - 2 * t) +
      width * d1 * t ** 2 * (t - 1)
    );
  };
  return {
    from: x[0] ?? Number.NaN,
    to: x.at(-1) ?? Number.NaN,
    integral(low, high) {
      let sum = 0;
      for (let piece = 0; piece < x.length - 1; piece += 1) {
        const a = Math.max(low, x[piece] ?? high);
        const b = Math.min(high, x[piece + 1] ?? low);
        if (a >= b) continue;
        // Simpson's rule is exact for a cubic.
        sum += ((b - a) / 6) * (valueAt(a, piece) + 4 * valueAt((a + b) / 2, piece) + valueAt(b, piece));
      }
      return sum;
    },
  };
}

// Fritsch and Carlson's, with the three-point formula at the ends: the curve never turns where the points do not.
function slopesOf(x: readonly number[], y: readonly number[]): number[] {
  const h = x.slice(1).map((value, i) => value - (x[i] ?? 0));
  const delta = y.slice(1).map((value, i) => (value - (y[i] ?? 0)) / (h[i] ?? 1));
  if (delta.length === 1) return [delta[0] ?? 0, delta[0] ?? 0];
  const inner = delta.slice(1).map((after, i) => {
    const before = delta[i] ?? 0;
    const [h0 = 1, h1 = 1] = h.slice(i, i + 2);
    const [w1, w2] = [2 * h1 + h0, h1 + 2 * h0];
    return before * after <= 0 ? 0 : (w1 + w2) / (w1 / before + w2 / after);
  });
  const start = endSlope(h[0] ?? 1, h[1] ?? 1, delta[0] ?? 0, delta[1] ?? 0);
  const end = endSlope(h.at(-1) ?? 1, h.at(-2) ?? 1, delta.at(-1) ?? 0, delta.at(-2) ?? 0);
  return [start, ...inner, end];
}

function endSlope(h0: number, h1: number, delta0: number, delta1: number): number {
  const slope = ((2 * h0 + h1) * delta0 - h0 * delta1) / (h0 + h1);
  if (Math.sign(slope) !== Math.sign(delta0)) return 0;
  return Math.sign(delta0) !== Math.sign(delta1) && Math.abs(slope) > 3 * Math.abs(delta0)
    ? 3 * delta0
    : slope;
}
