import { describe, expect, it } from 'vitest';
import { readPlaywrightReport } from './playwright-report.ts';
import { type RunnerReport, closingLine, tally, thingNeeded } from './tally.ts';

function report(...tests: RunnerReport['tests']): RunnerReport {
  return { runner: 'vitest', tests, errors: [], exitCode: 0 };
}

const machine = (...can: string[]) => ({ can, mayInstall: false });

describe('the tally of both runners', () => {
  it('adds what they saw', () => {
    const first = report({ title: 'a', state: 'passed' }, { title: 'b', state: 'passed' });
    const second = report(
      { title: 'c', state: 'passed' },
      { title: 'd', state: 'skipped', reason: 'needs electron' },
    );
    const result = tally([first, second], machine('ffmpeg'));
    expect(closingLine(result)).toBe('3 passed, 0 failed, 1 skipped');
    expect(result.skips).toEqual(['d: needs electron']);
    expect(result.ok).toBe(true);
  });

  it('lets a few tests have a second try, names them, and refuses many', () => {
    const shaky = (count: number) =>
      report(...Array.from({ length: count }, (_, n) => ({ title: `t${n}`, state: 'shaky' as const })));
    expect(tally([shaky(3)], machine('ffmpeg'))).toMatchObject({
      ok: true,
      passed: 3,
      shaky: ['t0', 't1', 't2'],
    });
    expect(tally([shaky(6)], machine('ffmpeg')).ok).toBe(false);
  });

  it.each(['postgres', 'turnserver'])('takes no offence at a machine without %s', (thing) => {
    const skipped = { title: 'b', state: 'skipped', reason: `needs ${thing}` } as const;
    const reports = [report({ title: 'a', state: 'passed' }, skipped)];
    expect(tally(reports, machine('ffmpeg')).ok).toBe(true);
    expect(tally(reports, machine('ffmpeg', thing)).ok).toBe(false);
  });

  it.each([
    ['a test failed', [report({ title: 'a', state: 'failed' })]],
    ['nothing ran', [report(), report()]],
    [
      'something is skipped that this machine could run',
      [report({ title: 'a', state: 'skipped', reason: 'needs ffmpeg' })],
    ],
    [
      'something is skipped for want of a thing that nobody knows',
      [report({ title: 'a', state: 'passed' }, { title: 'b', state: 'skipped', reason: 'needs ffmepg' })],
    ],
    [
      'something is skipped without a reason',
      [report({ title: 'a', state: 'passed' }, { title: 'b', state: 'skipped' })],
    ],
    [
      'a file could not be read',
      [{ ...report({ title: 'a', state: 'passed' }), errors: ['x.test.ts: no such module'] }],
    ],
    ['a runner ended badly and says nothing', [{ ...report({ title: 'a', state: 'passed' }), exitCode: 1 }]],
  ] as [string, RunnerReport[]][])('is not all right when %s', (_, reports) => {
    expect(tally(reports, machine('ffmpeg', 'worker')).ok).toBe(false);
  });
});

describe('a machine that set-up may install on', () => {
  const all = [report({ title: 'a', state: 'passed' })];

  it.each(['ffmpeg', 'chromium', 'worker'])(
    'is not all right without %s, whatever was skipped',
    (missing) => {
      const can = ['ffmpeg', 'chromium', 'worker'].filter((thing) => thing !== missing);
      const { ok, complaints } = tally(all, { can, mayInstall: true });
      expect(ok).toBe(false);
      expect(complaints).toEqual([
        `There is no ${missing}, though set-up may install it here; what it said above tells why.`,
      ]);
      expect(tally(all, { can, mayInstall: false }).ok).toBe(true);
    },
  );

  it('need not have what set-up doesn’t bring', () => {
    expect(tally(all, { can: ['ffmpeg', 'chromium', 'worker'], mayInstall: true }).ok).toBe(true);
  });
});

it.each([
  ['needs ffmpeg', 'ffmpeg'],
  ['needs an electron binary', 'electron'],
  ['Needs the worker', 'worker'],
  ['needs a POSIX shell', 'posix'],
  ['needs postgres', 'postgres'],
  ['flaky', undefined],
  [undefined, undefined],
])('the reason %j needs %j', (reason, thing) => {
  expect(thingNeeded(reason)).toBe(thing);
});

it('Playwright’s report is read to its depth; what passes only at the second try is shaky', () => {
  const test = (status: 'expected' | 'flaky' | 'skipped', description?: string) => ({
    status,
    annotations: description === undefined ? [] : [{ type: 'skip', description }],
  });
  const inner = { title: 'stage', specs: [{ title: 'plays', tests: [test('skipped', 'needs electron')] }] };
  const outer = {
    title: 'a.spec.ts',
    specs: [
      { title: 'works', tests: [test('expected')] },
      { title: 'wobbles', tests: [test('flaky')] },
    ],
    suites: [inner],
  };
  expect(readPlaywrightReport({ suites: [outer], errors: [{ message: 'no browser' }] })).toEqual({
    tests: [
      { title: 'a.spec.ts › works', state: 'passed' },
      { title: 'a.spec.ts › wobbles', state: 'shaky' },
      { title: 'a.spec.ts › stage › plays', state: 'skipped', reason: 'needs electron' },
    ],
    errors: ['no browser'],
  });
});
