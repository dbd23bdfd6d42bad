import { describe, expect, it } from 'vitest';
import { readPlaywrightReport } from './playwright-report.ts';
import { type RunnerReport, closingLine, tally, thingNeeded } from './tally.ts';

function report(...tests: RunnerReport['tests']): RunnerReport {
  return { runner: 'vitest', tests, errors: [], exitCode: 0 };
}

describe('the tally of both runners', () => {
  it('adds what they saw', () => {
    const first = report({ title: 'a', state: 'passed' }, { title: 'b', state: 'passed' });
    const second = report(
      { title: 'c', state: 'passed' },
      { title: 'd', state: 'skipped', reason: 'needs electron' },
    );
    const result = tally([first, second], ['ffmpeg']);
    expect(closingLine(result)).toBe('3 passed, 0 failed, 1 skipped');
    expect(result.skips).toEqual(['d: needs electron']);
    expect(result.ok).toBe(true);
  });

  it.each([
    ['a test failed', [report({ title: 'a', state: 'failed' })]],
    ['nothing ran', [report(), report()]],
    [
      'something is skipped that this machine could run',
      [report({ title: 'a', state: 'skipped', reason: 'needs ffmpeg' })],
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
    expect(tally(reports, ['ffmpeg', 'worker']).ok).toBe(false);
  });
});

it.each([
  ['needs ffmpeg', 'ffmpeg'],
  ['needs an electron binary', 'electron'],
  ['Needs the worker', 'worker'],
  ['flaky', undefined],
  [undefined, undefined],
])('the reason %j needs %j', (reason, thing) => {
  expect(thingNeeded(reason)).toBe(thing);
});

it('Playwright’s report is read to its depth; what passes only at the second try has failed', () => {
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
      { title: 'a.spec.ts › wobbles', state: 'failed' },
      { title: 'a.spec.ts › stage › plays', state: 'skipped', reason: 'needs electron' },
    ],
    errors: ['no browser'],
  });
});
