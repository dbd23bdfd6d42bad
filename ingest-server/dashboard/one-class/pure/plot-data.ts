import type { SampleField } from '@rostrum/protocol/operations';
import {
  type ClassHistory,
  type Curve,
  type Row,
  coarseUntilNow,
  timeOf,
  valueOf,
} from '../../watch/pure/class-history.ts';

export const RANGES = [600_000, 3_600_000, 21_600_000] as const;
export type RangeMs = (typeof RANGES)[number];

/** As uPlot wants them: the times, then the values of each line. */
export type Columns = [times: number[], ...values: (number | null)[][]];

/** What is drawn: everything within this time, of which the end is the newest second. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly Row[];
}

/** More of them missing than this is a time of which nothing is known: the line breaks. */
const MISSING_MAX = 2.5;

export function viewOf(history: ClassHistory, rangeMs: RangeMs): View {
  const curve = rangeMs === RANGES[0] ? history.fine : coarseUntilNow(history);
  const newest = history.fine.rows.at(-1) ?? history.coarse.rows.at(-1);
  const to = newest ? timeOf(newest) : 0;
  const from = to - rangeMs;
  const rows = curve.rows.filter((row) => timeOf(row) >= from);
  return { from, to, rows: withBreaks(rows, curve) };
}

function withBreaks(rows: readonly Row[], { everyMs }: Curve): readonly Row[] {
  return rows.flatMap((row, i) => {
    const before = rows[i - 1];
    if (before === undefined || timeOf(row) - timeOf(before) <= MISSING_MAX * everyMs) return [row];
    // A row of which only the time is known.
    return [[timeOf(before) + everyMs], row];
  });
}

export function columnsOf({ rows }: View, fields: readonly SampleField[]): Columns {
  return [rows.map(timeOf), ...fields.map((field) => rows.map((row) => valueOf(row, field)))];
}

/** In words, for those who don't see the curve; undefined where there was nothing all the time. */
export function extentOf(values: readonly (number | null)[]): { least: number; most: number } | undefined {
  const read = values.filter((value) => value !== null);
  return read.length === 0 ? undefined : { least: Math.min(...read), most: Math.max(...read) };
}

/** The newest that is known, where it is not old: what has stopped has no value now. */
export function newestOf(values: readonly (number | null)[]): number | null {
  return values.at(-1) ?? null;
}
