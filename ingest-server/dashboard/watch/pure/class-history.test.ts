import {
  type OperationsTold,
  type Players,
  type SampleField,
  sampleFields,
} from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import {
  type Curve,
  type Row,
  beginHistory,
  coarseUntilNow,
  continueHistory,
  timeOf,
  valueOf,
} from './class-history.ts';

const classId = 'waves' as ClassId;
const players: Players = {
  ...{ reporting: 2, startP95Ms: 900, delayP50Ms: 1_400, delayP95Ms: 1_900, stallsPerMinute: 0 },
  rungs: { v540: 2 },
};

function row(at: number, figures: Partial<Record<SampleField, number>> = {}): (number | null)[] {
  return sampleFields.map((field) => (field === 'at' ? at : (figures[field] ?? null)));
}

function begin(seconds: (number | null)[][] = [], averages: (number | null)[][] = []) {
  return beginHistory({
    ...{ told: 'class', classId, marks: [{ at: 1, kind: 'stream-started' }] },
    seconds: { everyMs: 1_000, rows: seconds },
    minutes: { everyMs: 10_000, rows: averages },
  });
}

function second(at: number, figures: Partial<Record<SampleField, number>> = {}) {
  const told: Extract<OperationsTold, { told: 'second' }> = {
    ...{ told: 'second', classId, marks: [], players, people: [] },
    row: row(at, figures),
  };
  return told;
}

const points = ({ rows }: Curve, field: SampleField) =>
  rows.map((each: Row) => [timeOf(each), valueOf(each, field)]);

describe('the history of a class', () => {
  it('goes on with each second, and forgets those of more than ten minutes ago', () => {
    const history = continueHistory(begin([row(1_000), row(2_000)]), second(601_500));
    expect(history.fine.rows.map(timeOf)).toEqual([2_000, 601_500]);
    expect(history.players).toBe(players);
  });

  it('counts a second once that is told twice', () => {
    let history = begin([row(1_000)]);
    history = continueHistory(history, second(2_000));
    history = continueHistory(history, second(2_000));
    expect(history.fine.rows.map(timeOf)).toEqual([1_000, 2_000]);
  });

  it('makes an average of its seconds when their stretch is over', () => {
    const seconds = [row(9_000, { here: 70 }), row(18_000, { here: 10 }), row(19_000, { here: 20 })];
    let history = begin(seconds, [row(0, { here: 4 })]);
    history = continueHistory(history, second(20_000, { here: 30 }));
    history = continueHistory(history, second(21_000, { here: 50 }));
    expect(points(history.coarse, 'here')).toEqual([
      [0, 4],
      [10_000, 15],
    ]);
  });

  it('takes the server’s own average where there is one', () => {
    const history = begin([row(19_000, { here: 20 })], [row(10_000, { here: 4 })]);
    expect(continueHistory(history, second(20_000)).coarse.rows).toEqual([row(10_000, { here: 4 })]);
  });

  it('shows the stretch that is under way by what is known of it', () => {
    const seconds = [row(19_000, { here: 9 }), row(20_000, { here: 30 }), row(21_000, { here: 50 })];
    const history = begin(seconds, [row(10_000, { here: 15 })]);
    expect(points(coarseUntilNow(history), 'here')).toEqual([
      [10_000, 15],
      [20_000, 40],
    ]);
    expect(coarseUntilNow(begin()).rows).toEqual([]);
  });

  it('leaves what could not be read out of an average, and has none where nothing could', () => {
    const seconds = [row(10_000, { lossPct: 4 }), row(11_000), row(12_000, { lossPct: 2 })];
    const curve = coarseUntilNow(begin(seconds));
    expect(points(curve, 'lossPct')).toEqual([[10_000, 3]]);
    expect(points(curve, 'jitterMs')).toEqual([[10_000, null]]);
  });

  it('adds the marks that are new', () => {
    const told = { ...second(5_000), marks: [{ at: 5_000, kind: 'poll-opened' as const }] };
    const history = continueHistory(begin(), told);
    expect(history.marks.map(({ kind }) => kind)).toEqual(['stream-started', 'poll-opened']);
  });
});
