import { expect, it } from 'vitest';
import { type ReadinessFacts, readinessOf } from './readiness.ts';

const well: ReadinessFacts = {
  phase: 'running',
  databaseAnswers: true,
  storeFails: false,
  mediaWorkers: 2,
  transcoder: 'ready',
};

it('a server with all that a lecture needs is ready', () => {
  const { status, checks } = readinessOf(well);
  expect(status).toBe('ready');
  expect(Object.values(checks).every(({ ok }) => ok)).toBe(true);
});

it.each<[string, Partial<ReadinessFacts>, keyof ReturnType<typeof readinessOf>['checks'], string]>([
  ['it is starting', { phase: 'starting' }, 'server', 'starting'],
  ['it is about to stop', { phase: 'draining' }, 'server', 'about to stop'],
  ['its database is away', { databaseAnswers: false }, 'database', 'does not answer'],
  ['its store fails', { storeFails: true }, 'store', 'waits on the disk'],
  ['it has no media worker', { mediaWorkers: 0 }, 'media', 'No media worker'],
  ['it has no transcoder', { transcoder: 'missing' }, 'transcoder', 'nobody can watch'],
])('while %s it is not, and says which part', (_, over, name, words) => {
  const { status, checks } = readinessOf({ ...well, ...over });
  expect(status).toBe('not-ready');
  const check = checks[name];
  expect(check.ok ? '' : check.words).toContain(words);
  expect(Object.values(checks).filter(({ ok }) => !ok)).toHaveLength(1);
});
