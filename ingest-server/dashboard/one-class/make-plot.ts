import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clockWords } from '../pure/clock-words.ts';
import type { PlotTheme } from './plot-theme.ts';
import type { Columns, View } from './pure/plot-data.ts';
import { type PlotGroup, type Unit, axisTop, unitsOf, valueWords } from './pure/plot-groups.ts';

export const PLOT_HEIGHT = 180;
/** The same at both sides of every plot: what happened at one time stands at one place. */
const AXIS_WIDTH = 68;
/** Where there is no room for that, a plot with one axis is as wide as it can be. */
const NARROW = 480;

/** What a plot asks for each time that it is drawn. */
export interface PlotFacts {
  readonly theme: () => PlotTheme;
  readonly view: () => Pick<View, 'from' | 'to'>;
  readonly onCursor: (place: number | undefined) => void;
  readonly draw: (plot: uPlot) => void;
}

/** All plots with the same key show their cursor at the same time. */
export function makePlot(
  group: PlotGroup,
  columns: Columns,
  syncKey: string,
  into: HTMLElement,
  facts: PlotFacts,
): uPlot {
  const { lines } = group;
  const units = unitsOf(group);
  const [, second] = units;
  const { theme } = facts;
  const gutter = into.clientWidth < NARROW ? 12 : AXIS_WIDTH;
  return new uPlot(
    {
      width: Math.max(1, into.clientWidth),
      height: PLOT_HEIGHT,
      ms: 1,
      padding: [8, second ? 0 : gutter, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: { size: 7 },
        sync: { key: syncKey, setSeries: false },
      },
      scales: {
        x: { time: true, range: () => [facts.view().from, facts.view().to] },
        ...Object.fromEntries(units.map((unit) => [unit, scaleOf(unit)])),
      },
      series: [
        {},
        ...lines.map(({ label, unit }, i): uPlot.Series => ({
          ...{ label, scale: unit, width: 1.5, spanGaps: false, points: { show: false } },
          stroke: () => theme().lines[i] ?? theme().ink,
          // The second unit's lines are told apart by more than their colour.
          ...(unit === second ? { dash: [6, 3] } : {}),
        })),
      ],
      axes: [
        { ...styleOf(facts), values: (_plot, splits) => splits.map((at) => clockWords(at)) },
        ...units.map((unit): uPlot.Axis => ({
          ...styleOf(facts),
          scale: unit,
          side: unit === second ? 1 : 3,
          size: AXIS_WIDTH,
          space: 36,
          ...(unit === second ? { grid: { show: false } } : {}),
          values: (_plot, splits) => splits.map((value) => valueWords(unit, value)),
        })),
      ],
      hooks: {
        setCursor: [({ cursor }) => facts.onCursor(placeOf(cursor))],
        draw: [facts.draw],
      },
    },
    columns,
    into,
  );
}

function placeOf({ idx, left }: uPlot.Cursor): number | undefined {
  return left === undefined || left < 0 ? undefined : (idx ?? undefined);
}

function scaleOf(unit: Unit): uPlot.Scale {
  return { range: (_plot, _lowest, highest) => [0, axisTop(unit, highest)] };
}

function styleOf({ theme }: PlotFacts): uPlot.Axis {
  const line = { stroke: () => theme().grid, width: 1 };
  return { font: theme().font, stroke: () => theme().ink, grid: line, ticks: { ...line, size: 4 } };
}
