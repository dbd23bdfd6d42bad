import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { broadcast, ingest, oneAlert, oneClass } from '../../pure/test-classes.ts';
import { findClasses, sortClasses } from './sort-classes.ts';

const { ingest: _ingest, broadcast: _broadcast, ...quiet } = oneClass('');

function resting(title: string, facts: Partial<OverviewClass> = {}): OverviewClass {
  return { ...quiet, classId: title as ClassId, code: title, classTitle: title, stream: 'idle', ...facts };
}

const titles = (classes: readonly OverviewClass[]) => classes.map(({ classTitle }) => classTitle);

describe('the order of classes', () => {
  it('has what is wrong first, then what is on air, and does not jump about', () => {
    const classes = [
      oneClass('Slate', { stream: 'stopped' }),
      oneClass('Well B'),
      oneClass('Failed', { broadcast: { ...broadcast, status: 'failed' } }),
      oneClass('Well A'),
      oneClass('Silent'),
      oneClass('Lossy', { ingest: { ...ingest, lossPct: 9 } }),
    ];
    const silence = oneAlert('silence', { classId: 'Silent' as ClassId, severity: 'bad' });
    const { onAir } = sortClasses(classes, new Map([['Silent' as ClassId, [silence]]]), 0);
    expect(titles(onAir.map(({ one }) => one))).toEqual([
      ...['Failed', 'Silent', 'Lossy', 'Well A', 'Well B', 'Slate'],
    ]);
  });

  it('has what comes next apart, soonest first, and then what rests', () => {
    const classes = [
      resting('Tomorrow', { startsAt: 90_000 }),
      resting('Past', { startsAt: 10 }),
      resting('Never'),
      resting('Soon', { startsAt: 2_000 }),
      resting('Ended', { stream: 'stopped' }),
    ];
    const { onAir, next, resting: rest } = sortClasses(classes, new Map(), 1_000);
    expect(onAir).toEqual([]);
    expect(titles(next)).toEqual(['Soon', 'Tomorrow']);
    expect(titles(rest)).toEqual(['Ended', 'Never', 'Past']);
  });

  it('shows a class that something is wrong with, also while it isn’t on air', () => {
    const alerts = new Map([['Idle' as ClassId, [oneAlert('recording-stopped')]]]);
    expect(sortClasses([resting('Idle')], alerts, 0).onAir).toHaveLength(1);
  });
});

describe('finding classes', () => {
  const classes = [
    oneClass('Waves and light', { courseTitle: 'Physics 101', code: 'WAVES' }),
    oneClass('Cells', { courseTitle: 'Biology', code: 'CELLS' }),
  ];

  it.each([
    ['', ['Waves and light', 'Cells']],
    ['  light  phys', ['Waves and light']],
    ['cells', ['Cells']],
    ['waves biology', []],
  ])('by %j finds %j', (find, found) => {
    expect(titles(findClasses(classes, find))).toEqual(found);
  });
});
