import type { ClassId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { ingest, oneAlert, oneClass } from './test-classes.ts';
import { alertsByClass, problemsBeside, troubleOf } from './trouble.ts';

const lossy = oneClass('A', { ingest: { ...ingest, lossPct: 7.2, protocol: 'tcp' } });
const loss = oneAlert('loss-high', { classId: 'A' as ClassId, figures: { lossPct: 7.2 } });
const silence = oneAlert('silence', { classId: 'A' as ClassId, severity: 'bad', figures: { forS: 40 } });

describe('what is wrong with a class', () => {
  it('is said once: by its alert where there is one', () => {
    expect(problemsBeside(lossy, []).map(({ text }) => text)).toEqual([
      'The studio’s line loses 7.2 % of its packets.',
      expect.stringMatching(/over TCP/),
    ]);
    expect(problemsBeside(lossy, [loss]).map(({ text }) => text)).toEqual([
      expect.stringMatching(/over TCP/),
    ]);
  });

  it('has the worst first, and what lasted before what is seen now', () => {
    expect(troubleOf(lossy, [loss, silence]).map(({ tone, text }) => `${tone}: ${text}`)).toEqual([
      'bad: Silent for 40 s',
      'warn: 7.2 % of what the studio sends is lost',
      expect.stringMatching(/^warn: .*over TCP/),
    ]);
  });

  it('is nothing where all is well', () => {
    expect(troubleOf(oneClass('A'), [])).toEqual([]);
  });

  it('is of one class, or of the whole server and then of none', () => {
    const byClass = alertsByClass([loss, oneAlert('disk-low'), silence]);
    expect([...byClass]).toEqual([['A', [loss, silence]]]);
  });
});
