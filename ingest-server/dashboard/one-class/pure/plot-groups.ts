import type { SampleField } from '@rostrum/protocol/operations';
import {
  bitrateWords,
  countWords,
  fpsWords,
  millisecondsWords,
  percentWords,
  speedWords,
} from '../../pure/units.ts';
import { texts } from './texts.ts';

/** Each has its own axis; a few things beside many others have one apart, or nobody would see them. */
export type Unit = 'bps' | 'ms' | 'percent' | 'fps' | 'times' | 'count' | 'few' | 'per-minute';

export interface PlotLine {
  readonly field: SampleField;
  readonly label: string;
  readonly unit: Unit;
}

/** Curves that explain each other, in one plot; at most two units, the first at the left. */
export interface PlotGroup {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly PlotLine[];
}

const labels = texts.plots.labels;
const line = (field: Exclude<SampleField, 'at'>, unit: Unit): PlotLine => ({
  field,
  unit,
  label: labels[field],
});

/** In the order of the programme's way: from the studio to the students. */
export const plotGroups: readonly PlotGroup[] = [
  {
    ...{ id: 'bitrate', title: texts.plots.bitrate },
    lines: [line('videoBps', 'bps'), line('audioBps', 'bps')],
  },
  {
    ...{ id: 'line', title: texts.plots.line },
    lines: [line('roundTripMs', 'ms'), line('jitterMs', 'ms'), line('lossPct', 'percent')],
  },
  {
    ...{ id: 'frames', title: texts.plots.frames },
    lines: [line('framesIn', 'fps'), line('framesOut', 'fps'), line('speed', 'times')],
  },
  {
    ...{ id: 'parts', title: texts.plots.parts },
    lines: [line('partAgeMs', 'ms'), line('rungs', 'few')],
  },
  {
    ...{ id: 'people', title: texts.plots.people },
    lines: [line('here', 'count'), line('players', 'count'), line('onStage', 'few'), line('hands', 'few')],
  },
  {
    ...{ id: 'players', title: texts.plots.players },
    lines: [line('delayMs', 'ms'), line('startMs', 'ms'), line('stallsPerMinute', 'per-minute')],
  },
  { ...{ id: 'egress', title: texts.plots.egress }, lines: [line('egressBps', 'bps')] },
];

export function unitsOf({ lines }: PlotGroup): readonly Unit[] {
  return [...new Set(lines.map(({ unit }) => unit))];
}

/** A value as it is said. */
export function valueWords(unit: Unit, value: number): string {
  switch (unit) {
    case 'bps':
      return bitrateWords(value);
    case 'ms':
      return millisecondsWords(value);
    case 'percent':
      return percentWords(value);
    case 'fps':
      return fpsWords(value);
    case 'times':
      return speedWords(value);
    case 'count':
    case 'few':
      return countWords(value);
    case 'per-minute':
      return texts.plots.perMinute(value < 10 ? String(Math.round(value * 10) / 10) : countWords(value));
  }
}

/** What an axis reaches at least: a curve near nothing is to look like nothing, not like mountains. */
const leastTop: Readonly<Record<Unit, number>> = {
  ...{ bps: 100_000, ms: 50, percent: 1, fps: 30, times: 1.2, count: 5, few: 3 },
  'per-minute': 1,
};

/** From nothing to a little above the highest value. */
export function axisTop(unit: Unit, highest: number | null | undefined): number {
  return Math.max(leastTop[unit], (highest ?? 0) * 1.08);
}
