import { expect, it } from 'vitest';
import { cachedWorkerPath } from './worker-cache.ts';

const place = { arch: 'x64', cacheHome: '/home/me/.cache', mediasoupVersion: '3.27.1', libc: 'gnu' } as const;

it.each([
  [{ ...place, platform: 'linux' }, 'mediasoup-worker-3.27.1-linux-x64/mediasoup-worker'],
  [
    { ...place, platform: 'linux', libc: 'musl' as const },
    'mediasoup-worker-3.27.1-linux-x64-musl/mediasoup-worker',
  ],
  [{ ...place, platform: 'darwin', arch: 'arm64' }, 'mediasoup-worker-3.27.1-darwin-arm64/mediasoup-worker'],
  [{ ...place, platform: 'win32' }, 'mediasoup-worker-3.27.1-win32-x64/mediasoup-worker.exe'],
  [
    { ...place, platform: 'linux', mediasoupVersion: '4.0.0' },
    'mediasoup-worker-4.0.0-linux-x64/mediasoup-worker',
  ],
])('the worker for %o is kept by what makes it unfit for another place', (where, path) => {
  expect(cachedWorkerPath(where)).toBe(`/home/me/.cache/rostrum/${path}`);
});
