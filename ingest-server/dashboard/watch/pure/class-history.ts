import {
  type Mark,
  type OperationsTold,
  type PersonLine,
  type Players,
  type SampleField,
  sampleFields,
} from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';

/** The figures of one moment, in the order of `sampleFields`. */
export type Row = readonly (number | null)[];

/** Rows that are so far apart; more than that is a time of which nothing is known. */
export interface Curve {
  readonly everyMs: number;
  readonly rows: readonly Row[];
}

/** What is known of the class that the dashboard looks into, from before it looked until now. */
export interface ClassHistory {
  readonly classId: ClassId;
  /** The last ten minutes, as they were. */
  readonly fine: Curve;
  /** Hours of averages; the newest of them is of a time that is over. Each stands at its beginning. */
  readonly coarse: Curve;
  readonly marks: readonly Mark[];
  /** Come with the next second. */
  readonly players: Players | undefined;
  readonly people: readonly PersonLine[] | undefined;
}

type Told<T extends OperationsTold['told']> = Extract<OperationsTold, { told: T }>;

const FINE_KEPT_MS = 600_000;
/** The longest range that is drawn, and a little. */
const COARSE_KEPT_MS = 6.1 * 3_600_000;
const MARKS_KEPT = 1_000;

const places = new Map<SampleField, number>(sampleFields.map((field, place) => [field, place]));

export function valueOf(row: Row, field: SampleField): number | null {
  return row[places.get(field) ?? -1] ?? null;
}

export function timeOf(row: Row): number {
  return valueOf(row, 'at') ?? 0;
}

export function beginHistory({ classId, seconds, minutes, marks }: Told<'class'>): ClassHistory {
  return { classId, fine: seconds, coarse: minutes, marks, players: undefined, people: undefined };
}

/** A second that is told twice counts once. */
export function continueHistory(history: ClassHistory, told: Told<'second'>): ClassHistory {
  const { row, marks, players, people } = told;
  const newest = history.fine.rows.at(-1);
  const isNew = newest === undefined || timeOf(row) > timeOf(newest);
  return {
    ...history,
    ...(isNew && withRow(history, row)),
    marks: marks.length === 0 ? history.marks : [...history.marks, ...marks].slice(-MARKS_KEPT),
    players,
    people,
  };
}

function withRow({ fine, coarse }: ClassHistory, row: Row): Pick<ClassHistory, 'fine' | 'coarse'> {
  const now = timeOf(row);
  const grown = withAverage(fine.rows, coarse, now);
  return {
    fine: { ...fine, rows: [...fine.rows.filter((each) => timeOf(each) > now - FINE_KEPT_MS), row] },
    coarse: { ...coarse, rows: grown.filter((each) => timeOf(each) > now - COARSE_KEPT_MS) },
  };
}

/** With the average of the stretch that is over now, where it isn't there yet. */
function withAverage(seconds: readonly Row[], { everyMs, rows }: Curve, now: number): readonly Row[] {
  const before = seconds.at(-1);
  if (!before) return rows;
  const stretch = beginningOf(timeOf(before), everyMs);
  const last = rows.at(-1);
  if (stretch === beginningOf(now, everyMs) || (last && timeOf(last) >= stretch)) return rows;
  return [...rows, averageOf(seconds, stretch)];
}

/** The averages, with that of the stretch that is still under way. */
export function coarseUntilNow({ fine, coarse }: ClassHistory): Curve {
  const newest = fine.rows.at(-1);
  if (!newest) return coarse;
  const stretch = beginningOf(timeOf(newest), coarse.everyMs);
  const known = coarse.rows.filter((row) => timeOf(row) < stretch);
  return { ...coarse, rows: [...known, averageOf(fine.rows, stretch)] };
}

function beginningOf(at: number, everyMs: number): number {
  return Math.floor(at / everyMs) * everyMs;
}

/** Of all that was read since then. */
function averageOf(rows: readonly Row[], since: number): Row {
  const among = rows.filter((row) => timeOf(row) >= since);
  return sampleFields.map((field) => {
    if (field === 'at') return since;
    const read = among.map((row) => valueOf(row, field)).filter((value) => value !== null);
    return read.length === 0 ? null : read.reduce((sum, value) => sum + value, 0) / read.length;
  });
}
