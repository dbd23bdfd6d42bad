// Plots as SVG text, drawn by hand: a report is one file that needs nothing else, and is read for years.

export interface PlotSeries {
  readonly name: string;
  /** Time in seconds and value; NaN where nothing was seen. In order. */
  readonly points: readonly (readonly [number, number])[];
}

export interface PlotSpan {
  readonly fromS: number;
  readonly untilS: number;
  readonly label: string;
}

export interface Plot {
  readonly title: string;
  readonly unit: string;
  readonly untilS: number;
  readonly series: readonly PlotSeries[];
  readonly spans: readonly PlotSpan[];
  /** A target, as a line across. */
  readonly target?: number;
  /** What is higher is drawn at the upper edge: beside seconds nobody would see hundredths. */
  readonly cutAt?: number;
}

/** The highest of it, where it is cut off. */
export function cutOff({ series, cutAt }: Plot): number | undefined {
  const most = Math.max(0, ...seenIn(series));
  return cutAt !== undefined && most > cutAt ? most : undefined;
}

function seenIn(series: readonly PlotSeries[]): number[] {
  return series.flatMap(({ points }) => points.map(([, value]) => value).filter(Number.isFinite));
}

const WIDTH = 860;
const HEIGHT = 220;
const LEFT = 64;
const RIGHT = 12;
const TOP = 26;
const BOTTOM = 30;
const LABEL_EVERY = 14;
const TICKS_Y = 4;
const TICKS_X = 12;

/** As many round steps as come nearest, from 0 to at least `most`. */
export function ticksUpTo(most: number, about: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((round) => round * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Steps of time that people count in. */
export function timeTicks(untilS: number): number[] {
  const step = [5, 10, 15, 30, 60, 120, 300, 600].find((s) => untilS / s <= TICKS_X) ?? 1_800;
  return Array.from({ length: Math.floor(untilS / step) + 1 }, (_, i) => i * step);
}

/** Lines through what was seen, broken where nothing was; what was seen alone is a dot. */
export function pathOf(
  points: PlotSeries['points'],
  x: (s: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let isDrawing = false;
  for (const [at, value] of points) {
    if (Number.isFinite(value)) {
      const place = `${round(x(at))} ${round(y(value))}`;
      path += isDrawing ? `L${place}` : `M${place}h0`;
    }
    isDrawing = Number.isFinite(value);
  }
  return path;
}

export function plotSvg({ title, unit, untilS, series, spans, target, cutAt }: Plot): string {
  const highest = Math.max(0, ...seenIn(series), target ?? 0);
  const most = Math.min(highest, cutAt ?? highest);
  const yTicks = ticksUpTo(most, TICKS_Y);
  const xTicks = timeTicks(untilS);
  const top = yTicks.at(-1) ?? 1;
  const x = (at: number) => LEFT + (at / untilS) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (Math.min(value, top) / top) * (HEIGHT - TOP - BOTTOM);
  const summary = series.map(({ name, points }) => summaryOf(name, points, unit)).join(' ');
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(`${title}. ${summary}`)}">`,
    ...spans.map(
      ({ fromS, untilS: until }) =>
        `<rect class="span" x="${round(x(fromS))}" y="${TOP}" width="${round(Math.max(2, x(until) - x(fromS)))}" height="${HEIGHT - TOP - BOTTOM}"/>`,
    ),
    ...yTicks.map(
      (tick) =>
        `<path class="grid" d="M${LEFT} ${round(y(tick))}H${WIDTH - RIGHT}"/><text class="y" x="${LEFT - 8}" y="${round(y(tick) + 4)}">${tickWords(tick)}</text>`,
    ),
    ...xTicks.map(
      (tick) => `<text class="x" x="${round(x(tick))}" y="${HEIGHT - BOTTOM + 18}">${timeWords(tick)}</text>`,
    ),
    ...(target === undefined
      ? []
      : [`<path class="target" d="M${LEFT} ${round(y(target))}H${WIDTH - RIGHT}"/>`]),
    ...series.map(({ points }, i) => `<path class="line line-${i + 1}" d="${pathOf(points, x, y)}"/>`),
    ...spans.map(
      ({ fromS, label }, i) =>
        `<text class="fault" x="${round(x(fromS) + 3)}" y="${TOP - 4 + (i % 2) * LABEL_EVERY}">${escaped(label)}</text>`,
    ),
    '</svg>',
  ].join('\n');
}

/** For who can't see it. */
function summaryOf(name: string, points: PlotSeries['points'], unit: string): string {
  const seen = points.map(([, value]) => value).filter(Number.isFinite);
  if (seen.length === 0) return `${name}: nothing was seen.`;
  const words = (value: number) => `${tickWords(Number(value.toPrecision(3)))} ${unit}`;
  return `${name}: from ${words(Math.min(...seen))} to ${words(Math.max(...seen))}.`;
}

function timeWords(s: number): string {
  const minutes = Math.floor(s / 60);
  return `${minutes}:${String(Math.round(s % 60)).padStart(2, '0')}`;
}

function tickWords(value: number): string {
  return value >= 10_000 ? `${value / 1_000}k` : String(value);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
