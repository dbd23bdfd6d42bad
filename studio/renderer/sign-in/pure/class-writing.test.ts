import type { TaughtClass } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type ClassWriting, changeOf, fieldText, newClassOf } from './class-writing.ts';

const writing = (over: Partial<ClassWriting> = {}): ClassWriting => ({
  classTitle: ' Waves ',
  courseId: 'o1',
  courseTitle: '',
  startsAt: '',
  guestsAllowed: true,
  ...over,
});
const noon = new Date(2026, 2, 29, 12, 5).getTime();

describe('a class that is written', () => {
  it('is in a course that is there, or in a new one', () => {
    expect(newClassOf(writing())).toEqual({
      ok: true,
      written: { classTitle: 'Waves', course: { is: 'known', courseId: 'o1' }, guestsAllowed: true },
    });
    expect(newClassOf(writing({ courseId: '', courseTitle: ' Optics ' }))).toMatchObject({
      written: { course: { is: 'new', courseTitle: 'Optics' } },
    });
  });

  it('begins at the time of this place, or at none', () => {
    expect(newClassOf(writing({ startsAt: '2026-03-29T12:05' }))).toMatchObject({
      written: { startsAt: noon },
    });
    expect(fieldText(noon)).toBe('2026-03-29T12:05');
    expect(fieldText(undefined)).toBe('');
  });

  it.each([
    [{ classTitle: '  ' }, 'classTitle'],
    [{ courseId: '', courseTitle: ' ' }, 'courseTitle'],
    [{ startsAt: '2026-99-99T12:00' }, 'startsAt'],
  ])('lacks something with %j', (over, missing) => {
    expect(newClassOf(writing(over))).toEqual({ ok: false, missing });
  });
});

describe('a change', () => {
  const before: TaughtClass = {
    ...{
      classId: 'c1' as ClassId,
      code: 'DEMO',
      classTitle: 'Waves',
      courseId: 'o1',
      courseTitle: 'Physics',
    },
    ...{ role: 'instructor', live: false, guestsAllowed: true, isOwn: true, startsAt: noon + 30_500 },
  };
  const same = writing({ classTitle: 'Waves', startsAt: '2026-03-29T12:05' });

  it.each([
    [{}, {}],
    [{ classTitle: 'Light' }, { classTitle: 'Light' }],
    [{ startsAt: '' }, { startsAt: null }],
    [{ startsAt: '2026-03-29T12:06' }, { startsAt: noon + 60_000 }],
    [{ guestsAllowed: false }, { guestsAllowed: false }],
  ])('of %j tells the server %j', (over, written) => {
    expect(changeOf(before, { ...same, ...over })).toEqual({ ok: true, written });
  });

  it('takes no title away', () => {
    expect(changeOf(before, { ...same, classTitle: '' })).toEqual({ ok: false, missing: 'classTitle' });
  });
});
