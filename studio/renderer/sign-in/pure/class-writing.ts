import type { ClassChange, NewClass, TaughtClass } from '@rostrum/protocol/http';

/** A class as it stands in the form. */
export interface ClassWriting {
  readonly classTitle: string;
  /** Empty for a new course. */
  readonly courseId: string;
  readonly courseTitle: string;
  /** As the browser's field for day and time has it, in the time of this place. */
  readonly startsAt: string;
  readonly guestsAllowed: boolean;
}

export type Missing = 'classTitle' | 'courseTitle' | 'startsAt';

type Written<T> = { ok: true; written: T } | { ok: false; missing: Missing };

export function newClassOf(writing: ClassWriting): Written<NewClass> {
  const missing = missingIn(writing);
  if (missing) return { ok: false, missing };
  const { courseId, guestsAllowed } = writing;
  const startsAt = instantOf(writing.startsAt);
  const course =
    courseId === ''
      ? ({ is: 'new', courseTitle: writing.courseTitle.trim() } as const)
      : ({ is: 'known', courseId } as const);
  const newClass = { classTitle: writing.classTitle.trim(), course, guestsAllowed };
  return { ok: true, written: startsAt === undefined ? newClass : { ...newClass, startsAt } };
}

/** Only what was changed: somebody else may have changed the rest meanwhile. */
export function changeOf(before: TaughtClass, writing: ClassWriting): Written<ClassChange> {
  const missing = missingIn(writing);
  if (missing) return { ok: false, missing };
  const classTitle = writing.classTitle.trim();
  const startsAt = instantOf(writing.startsAt) ?? null;
  const { guestsAllowed } = writing;
  return {
    ok: true,
    written: {
      ...(classTitle === before.classTitle ? {} : { classTitle }),
      // The field knows no seconds: a time that was left alone stays as exact as it was.
      ...(writing.startsAt === fieldText(before.startsAt) ? {} : { startsAt }),
      ...(guestsAllowed === before.guestsAllowed ? {} : { guestsAllowed }),
    },
  };
}

/** What the field for day and time shows. */
export function fieldText(instant: number | undefined): string {
  if (instant === undefined) return '';
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function instantOf(field: string): number | undefined {
  return field === '' ? undefined : new Date(field).getTime();
}

function missingIn({ classTitle, courseId, courseTitle, startsAt }: ClassWriting): Missing | undefined {
  if (classTitle.trim() === '') return 'classTitle';
  if (courseId === '' && courseTitle.trim() === '') return 'courseTitle';
  return Number.isNaN(instantOf(startsAt)) ? 'startsAt' : undefined;
}
