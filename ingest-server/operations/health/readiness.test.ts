import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ReadinessOptions, createReadiness } from './readiness.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(over: Partial<ReadinessOptions> = {}) {
  return createReadiness({
    phase: () => 'running',
    checkDatabase: () => Promise.resolve(),
    storeFails: () => false,
    media: () => ({ workers: 2, transcoder: { status: 'ready', version: '7', path: '/opt/ffmpeg' } }),
    logger: pino({ level: 'silent' }),
    ...over,
  });
}

it('is asked anew each time', async () => {
  let phase: 'starting' | 'running' = 'starting';
  const ready = open({ phase: () => phase });
  expect((await ready()).status).toBe('not-ready');
  phase = 'running';
  expect((await ready()).status).toBe('ready');
});

it('says so when the database fails, or answers too late', async () => {
  const failing = await open({ checkDatabase: () => Promise.reject(new Error('gone')) })();
  expect(failing.checks.database.ok).toBe(false);
  const asked = open({ checkDatabase: () => new Promise(() => undefined) })();
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await asked).checks.database.ok).toBe(false);
});

it('names no path and no address: anybody may ask', async () => {
  const readiness = await open()();
  expect(JSON.stringify(readiness)).not.toContain('/opt');
});
