import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { compileWorkerOnce, findOrFetchWorker } from './bring-worker.mjs';

const step = { now: () => undefined, done: () => undefined, fail: () => undefined };
const progress = { step: () => step, note: () => undefined };

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'rostrum-worker-'));
  const mediasoup = path.join(root, 'node_modules/mediasoup');
  mkdirSync(path.join(mediasoup, 'worker/src/RTC'), { recursive: true });
  writeFileSync(
    path.join(mediasoup, 'package.json'),
    JSON.stringify({ version: '0.0.1', repository: { url: 'http://127.0.0.1:9' } }),
  );
  writeFileSync(path.join(mediasoup, 'worker/src/RTC/DtlsTransport.cpp'), 'if (BIO_CB_RETURN) {}');
  vi.stubEnv('MEDIASOUP_WORKER_BIN', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const failureIsRemembered = () => existsSync(path.join(root, '.cache/setup/worker-failed'));

it('a cache that can’t be used costs the worker and nothing more, until it is mended', async () => {
  const file = path.join(root, 'file');
  writeFileSync(file, '');
  vi.stubEnv('XDG_CACHE_HOME', file);
  const reason = expect.stringMatching(
    /file\/rostrum.* can't be written: a file is in the place of a folder \(XDG_CACHE_HOME names another place\)$/,
  ) as string;
  expect(await findOrFetchWorker(root, progress, { insist: false })).toEqual({ is: 'missing', reason });
  expect(await compileWorkerOnce(root, progress, 'no network')).toEqual({ is: 'missing', reason });
  expect(failureIsRemembered()).toBe(false);
});

it('a worker whose source is not as we know it is missing with the reason, and isn’t tried at every start', async () => {
  vi.stubEnv('XDG_CACHE_HOME', path.join(root, 'cache'));
  expect(await compileWorkerOnce(root, progress, 'no network')).toEqual({
    is: 'missing',
    reason: expect.stringMatching(
      /^no network, and (DtlsTransport\.cpp is not as it was|to build it, |it is built)/,
    ),
  });
  expect(failureIsRemembered()).toBe(true);
});
