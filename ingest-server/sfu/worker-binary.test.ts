import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as mediasoup from 'mediasoup';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { cachedWorkerPath } from './pure/worker-cache.ts';
import { findWorker } from './worker-binary.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-worker-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

async function put(path: string, mode: number): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, mode);
  return path;
}

function pathIn(cacheHome: string): string {
  const { platform, arch } = process;
  return cachedWorkerPath({ platform, arch, libc: 'gnu', cacheHome, mediasoupVersion: mediasoup.version });
}

describe('findWorker', () => {
  it('takes the one that is named', async () => {
    const path = await put(join(folder, 'named'), 0o755);
    expect(await findWorker(path)).toEqual({ is: 'found', path });
  });

  it('says which variable names one that can not run, and looks for no other', async () => {
    const unfit = [join(folder, 'nothing'), await put(join(folder, 'unexecutable'), 0o644), folder];
    for (const path of unfit) {
      const reason = `MEDIASOUP_WORKER_BIN names ${path}, which is not a program.`;
      expect(await findWorker(path)).toEqual({ is: 'missing', reason });
    }
  });

  it('finds what set-up built', async () => {
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
    const path = await put(pathIn(join(folder, 'cache')), 0o755);
    expect(await findWorker(undefined)).toEqual({ is: 'found', path });
  });

  it('says how to build one where there is none', async () => {
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'empty'));
    const found = await findWorker(undefined);
    if (found.is === 'found') expect(found.path).toBe(mediasoup.workerBin);
    else expect(found.reason).toContain('npm run setup');
  });

  it('takes an empty XDG_CACHE_HOME for none', async () => {
    vi.stubEnv('XDG_CACHE_HOME', '');
    const found = await findWorker(undefined);
    const usual = [pathIn(join(homedir(), '.cache')), mediasoup.workerBin];
    if (found.is === 'found') expect(usual).toContain(found.path);
  });
});
