import type {
  CaptionsDefault,
  ClassMaking,
  ClassSettingsChange,
  Keep,
  KeptClass,
} from '@rostrum/protocol/administration';
import { KEEP_DAYS_MAX } from '@rostrum/protocol/http';
import { captionLanguageSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { fieldOf, instantOf } from './start-field.ts';

/** A rule about recordings as it stands in a form. */
export interface KeepWriting {
  is: Keep['is'];
  days: string;
}

/** A class as it stands in a form. */
export interface ClassWriting {
  classTitle: string;
  courseId: string;
  /** As the browser's field for day and time has it. */
  startsAt: string;
  guestsAllowed: boolean;
  isPublic: boolean;
  captions: CaptionsDefault['is'];
  language: string;
  keep: KeepWriting;
}

export type ClassField = 'classTitle' | 'courseId' | 'startsAt' | 'language' | 'days';

export type Written<T, F> = { ok: true; written: T } | { ok: false; wrong: F };

export function keepWriting(keep: Keep): KeepWriting {
  return { is: keep.is, days: keep.is === 'days' ? String(keep.days) : '' };
}

/** Undefined where the number is none. */
export function keepWritten({ is, days }: KeepWriting): Keep | undefined {
  if (is !== 'days') return { is };
  const number = Number(days.trim());
  const isDays = /^\d+$/.test(days.trim()) && number >= 1 && number <= KEEP_DAYS_MAX;
  return isDays ? { is, days: number } : undefined;
}

export function classWriting(before: KeptClass | undefined, courseId: string): ClassWriting {
  const captions = before?.captions ?? { is: 'server' };
  return {
    classTitle: before?.classTitle ?? '',
    courseId: before?.courseId ?? courseId,
    startsAt: fieldOf(before?.startsAt),
    guestsAllowed: before?.guestsAllowed ?? true,
    isPublic: before?.isPublic ?? false,
    captions: captions.is,
    language: captions.is === 'language' ? captions.language : '',
    keep: keepWriting(before?.keep ?? { is: 'inherited' }),
  };
}

export function newClassWritten(writing: ClassWriting): Written<ClassMaking, ClassField> {
  const wrong = wrongIn(writing);
  if (wrong) return { ok: false, wrong };
  const { courseId, guestsAllowed, isPublic } = writing;
  const startsAt = instantOf(writing.startsAt);
  const made = { classTitle: writing.classTitle.trim(), courseId, guestsAllowed, isPublic };
  return { ok: true, written: startsAt === null ? made : { ...made, startsAt } };
}

/** Only what was changed: somebody else may have changed the rest meanwhile. */
export function changeWritten(
  before: KeptClass,
  writing: ClassWriting,
): Written<ClassSettingsChange, ClassField> {
  const wrong = wrongIn(writing);
  if (wrong) return { ok: false, wrong };
  const was = classWriting(before, before.courseId);
  const { classTitle, courseId, startsAt, guestsAllowed, isPublic, keep } = writing;
  const kept = keepWritten(keep);
  const isSameKeep = keep.is === was.keep.is && keep.days === was.keep.days;
  const isSameCaptions = writing.captions === was.captions && writing.language === was.language;
  return {
    ok: true,
    written: {
      ...(classTitle.trim() === was.classTitle ? {} : { classTitle: classTitle.trim() }),
      ...(courseId === was.courseId ? {} : { courseId }),
      // The field knows no seconds: a time that was left alone stays as exact as it was.
      ...(startsAt === was.startsAt ? {} : { startsAt: instantOf(startsAt) }),
      ...(guestsAllowed === was.guestsAllowed ? {} : { guestsAllowed }),
      ...(isPublic === was.isPublic ? {} : { isPublic }),
      ...(isSameCaptions ? {} : { captions: captionsWritten(writing) }),
      ...(isSameKeep || !kept ? {} : { keep: kept }),
    },
  };
}

function captionsWritten({ captions, language }: ClassWriting): CaptionsDefault {
  return captions === 'language' ? { is: captions, language: language.trim() } : { is: captions };
}

function wrongIn({
  classTitle,
  courseId,
  startsAt,
  captions,
  language,
  keep,
}: ClassWriting): ClassField | undefined {
  if (classTitle.trim() === '') return 'classTitle';
  if (courseId === '') return 'courseId';
  if (Number.isNaN(instantOf(startsAt))) return 'startsAt';
  if (captions === 'language' && !v.is(captionLanguageSchema, language.trim())) return 'language';
  return keepWritten(keep) ? undefined : 'days';
}
