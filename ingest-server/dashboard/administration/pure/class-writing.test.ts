import type { KeptClass } from '@rostrum/protocol/administration';
import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import {
  type ClassField,
  type ClassWriting,
  changeWritten,
  classWriting,
  keepWritten,
  newClassWritten,
} from './class-writing.ts';

const startsAt = new Date(2026, 9, 5, 8, 15, 30).getTime();
const kept: KeptClass = {
  ...{
    classId: 'c1' as ClassId,
    code: 'ABCDEF',
    classTitle: 'Waves',
    courseId: 'k1',
    courseTitle: 'Physics',
  },
  ...{ startsAt, guestsAllowed: true, isPublic: false, live: false, participants: 3 },
  captions: { is: 'language', language: 'de' },
  keep: { is: 'days', days: 30 },
};

describe('a class in its form', () => {
  it('that was left alone is not changed, to the second', () => {
    expect(changeWritten(kept, classWriting(kept, ''))).toEqual({ ok: true, written: {} });
  });

  it.each<[string, Partial<ClassWriting>, object]>([
    ['its title', { classTitle: ' Light ' }, { classTitle: 'Light' }],
    ['its course', { courseId: 'k2' }, { courseId: 'k2' }],
    ['its start', { startsAt: '' }, { startsAt: null }],
    ['who may come', { guestsAllowed: false, isPublic: true }, { guestsAllowed: false, isPublic: true }],
    ['its captions', { captions: 'off' }, { captions: { is: 'off' } }],
    ['their language', { language: ' pt-BR ' }, { captions: { is: 'language', language: 'pt-BR' } }],
    ['how long it is kept', { keep: { is: 'forever', days: '30' } }, { keep: { is: 'forever' } }],
    ['for how many days', { keep: { is: 'days', days: ' 9 ' } }, { keep: { is: 'days', days: 9 } }],
  ])('tells of %s alone', (_what, over, written) => {
    expect(changeWritten(kept, { ...classWriting(kept, ''), ...over })).toEqual({ ok: true, written });
  });

  it.each<[ClassField, Partial<ClassWriting>]>([
    ['classTitle', { classTitle: ' ' }],
    ['courseId', { courseId: '' }],
    ['startsAt', { startsAt: 'tomorrow' }],
    ['language', { captions: 'language', language: 'German' }],
    ['days', { keep: { is: 'days', days: '0' } }],
  ])('says that %s is wrong', (wrong, over) => {
    expect(changeWritten(kept, { ...classWriting(kept, ''), ...over })).toEqual({ ok: false, wrong });
  });

  it('is made of what was filled in', () => {
    const empty = classWriting(undefined, 'k1');
    expect(newClassWritten(empty)).toEqual({ ok: false, wrong: 'classTitle' });
    expect(newClassWritten({ ...empty, classTitle: 'Waves' })).toEqual({
      ok: true,
      written: { classTitle: 'Waves', courseId: 'k1', guestsAllowed: true, isPublic: false },
    });
    const field = '2026-10-05T08:15';
    expect(newClassWritten({ ...empty, classTitle: 'Waves', startsAt: field })).toMatchObject({
      written: { startsAt: new Date(2026, 9, 5, 8, 15).getTime() },
    });
  });
});

it.each(['', '0', '1.5', '-3', 'many', '36501'])('“%s” is no number of days', (days) => {
  expect(keepWritten({ is: 'days', days })).toBeUndefined();
});
