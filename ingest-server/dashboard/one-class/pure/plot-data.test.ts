import { type SampleField, sampleFields } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import type { ClassHistory, Row } from '../../watch/pure/class-history.ts';
import { columnsOf, extentOf, newestOf, viewOf } from './plot-data.ts';

const HOUR = 3_600_000;

function row(at: number, figures: Partial<Record<SampleField, number>> = {}): Row {
  return sampleFields.map((field) => (field === 'at' ? at : (figures[field] ?? null)));
}

function history(fine: Row[], coarse: Row[] = []): ClassHistory {
  return {
    ...{ classId: 'waves' as ClassId, marks: [], players: undefined, people: undefined },
    fine: { everyMs: 1_000, rows: fine },
    coarse: { everyMs: 10_000, rows: coarse },
  };
}

describe('what is drawn', () => {
  it('ends with the newest second, and has its lines beside the times', () => {
    const view = viewOf(history([row(1_000, { here: 3, hands: 1 }), row(2_000, { here: 4 })]), 600_000);
    expect(view).toMatchObject({ from: 2_000 - 600_000, to: 2_000 });
    expect(columnsOf(view, ['here', 'hands'])).toEqual([
      [1_000, 2_000],
      [3, 4],
      [1, null],
    ]);
  });

  it('breaks where nothing is known for a while', () => {
    const seconds = [1_000, 2_000, 4_000, 9_000].map((at) => row(at, { here: 5 }));
    expect(columnsOf(viewOf(history(seconds), 600_000), ['here'])).toEqual([
      [1_000, 2_000, 4_000, 5_000, 9_000],
      [5, 5, 5, null, 5],
    ]);
  });

  it('is of averages over hours, up to the present', () => {
    const coarse = [row(0, { here: 1 }), row(HOUR, { here: 2 }), row(HOUR + 10_000, { here: 3 })];
    const seconds = [row(HOUR + 21_000, { here: 4 }), row(HOUR + 22_000, { here: 6 })];
    const view = viewOf(history(seconds, coarse), HOUR);
    expect(view.to).toBe(HOUR + 22_000);
    expect(columnsOf(view, ['here'])).toEqual([
      [HOUR, HOUR + 10_000, HOUR + 20_000],
      [2, 3, 5],
    ]);
  });

  it('is nothing where nothing is known', () => {
    expect(columnsOf(viewOf(history([]), 600_000), ['here', 'hands'])).toEqual([[], [], []]);
  });

  it('has words for those who don’t see it', () => {
    expect(extentOf([null, 4, 2, null])).toEqual({ least: 2, most: 4 });
    expect(extentOf([null, null])).toBeUndefined();
    expect(newestOf([3, 4])).toBe(4);
    expect(newestOf([3, null])).toBeNull();
    expect(newestOf([])).toBeNull();
  });
});
