import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { killAll, running, startServer } from './test-support/index.ts';

// What a load balancer and a supervisor see of the real server.

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-readiness-'))));
afterEach(() => killAll(running.splice(0)));
afterAll(() => rm(folder, { recursive: true, force: true }));

it('says of each part whether it is there, and by its status whether all are', async () => {
  const { origin } = await startServer({ ROSTRUM_DATA: folder, MEDIASOUP_WORKER_BIN: join(folder, 'none') });
  const response = await fetch(`${origin}/readyz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    status: 'not-ready',
    checks: {
      database: { ok: true },
      store: { ok: true },
      media: { ok: false, words: 'No media worker runs: no picture or sound comes in.' },
    },
  });
  // It is well all the same: nobody should start it anew.
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
});

it('stops at once where nothing is live, however long it may take its time', async () => {
  const { child, exited, output } = await startServer({ ROSTRUM_DATA: folder, ROSTRUM_DRAIN_S: '3600' });
  const startedAt = performance.now();
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(2000);
  expect(output.stderr).toBe('');
});
