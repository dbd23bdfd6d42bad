import { access, constants, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as mediasoup from 'mediasoup';
import { cachedWorkerPath } from './pure/worker-cache.ts';

export type WorkerSearch = { is: 'found'; path: string } | { is: 'missing'; reason: string };

/** The one named by MEDIASOUP_WORKER_BIN and no other; else set-up's, else the one mediasoup brought itself. */
export async function findWorker(explicitPath: string | undefined): Promise<WorkerSearch> {
  if (explicitPath) {
    if (await isExecutable(explicitPath)) return { is: 'found', path: explicitPath };
    return { is: 'missing', reason: `MEDIASOUP_WORKER_BIN names ${explicitPath}, which is not a program.` };
  }
  const cached = cachedWorkerPath({
    platform: process.platform,
    arch: process.arch,
    libc: (await isMusl()) ? 'musl' : 'gnu',
    cacheHome: cacheHome(),
    mediasoupVersion: mediasoup.version,
  });
  for (const path of [cached, mediasoup.workerBin]) {
    if (await isExecutable(path)) return { is: 'found', path };
  }
  return {
    is: 'missing',
    reason: 'The media worker has not been built. Run `npm run setup`: it says what it needs.',
  };
}

// An empty variable counts as none (XDG Base Directory Specification).
function cacheHome(): string {
  const given = process.env['XDG_CACHE_HOME'];
  if (given) return given;
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? homedir();
  return join(homedir(), '.cache');
}

// By the loader that set-up goes by too: both have to come to the same name.
async function isMusl(): Promise<boolean> {
  try {
    return (await readdir('/lib')).some((name) => name.startsWith('ld-musl-'));
  } catch {
    // Only Linux has loaders there.
    return false;
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
