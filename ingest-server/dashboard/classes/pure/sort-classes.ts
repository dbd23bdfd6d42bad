import type { OverviewClass } from '@rostrum/protocol/http';
import type { Alert } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import { type Problem, worstTone } from '../../pure/problems.ts';
import { troubleOf } from '../../pure/trouble.ts';

export interface Row {
  readonly one: OverviewClass;
  readonly trouble: readonly Problem[];
}

export interface Sorted {
  /** Where something comes in, goes out or is wrong. */
  readonly onAir: readonly Row[];
  /** In the order in which they begin. */
  readonly next: readonly OverviewClass[];
  readonly resting: readonly OverviewClass[];
}

/** What is wrong first; by title within each, so that rows don't jump about. */
export function sortClasses(
  classes: readonly OverviewClass[],
  alerts: ReadonlyMap<ClassId, readonly Alert[]>,
  now: number,
): Sorted {
  const rows = classes.map((one) => ({ one, trouble: troubleOf(one, alerts.get(one.classId) ?? []) }));
  const rest = rows.filter((row) => !isOnAir(row)).map(({ one }) => one);
  const isNext = ({ startsAt }: OverviewClass) => startsAt !== undefined && startsAt > now;
  return {
    onAir: rows.filter(isOnAir).toSorted((a, b) => rankOf(a) - rankOf(b) || byTitle(a.one, b.one)),
    next: rest.filter(isNext).toSorted((a, b) => (a.startsAt ?? 0) - (b.startsAt ?? 0) || byTitle(a, b)),
    resting: rest.filter((one) => !isNext(one)).toSorted(byTitle),
  };
}

function isOnAir({ one, trouble }: Row): boolean {
  return one.stream === 'live' || one.broadcast !== undefined || trouble.length > 0;
}

function rankOf({ one, trouble }: Row): number {
  switch (worstTone(trouble)) {
    case 'bad':
      return 0;
    case 'warn':
      return 1;
    case undefined:
      return one.stream === 'live' ? 2 : 3;
  }
}

function byTitle(a: OverviewClass, b: OverviewClass): number {
  return a.classTitle.localeCompare(b.classTitle) || a.code.localeCompare(b.code);
}

/** Each word stands somewhere in the title, the course or the code. */
export function findClasses(classes: readonly OverviewClass[], find: string): readonly OverviewClass[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return classes;
  return classes.filter(({ classTitle, courseTitle, code }) => {
    const said = `${classTitle} ${courseTitle} ${code}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
