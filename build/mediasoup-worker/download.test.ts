import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../setup/run.mjs';
import { downloadWorker } from './download.mjs';

const PATIENCE_MS = 300;
const target = { version: '3.0.0', platform: 'linux', arch: 'x64', libc: 'gnu', release: '6.1' } as const;

let folder: string;
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rostrum-download-'));
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function download(answer: RequestListener, into = folder) {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL', `http://127.0.0.1:${port}`);
  return downloadWorker({ target, repository: '', folder: into, patienceMs: PATIENCE_MS });
}

async function packedWorker(): Promise<Buffer> {
  writeFileSync(path.join(folder, 'mediasoup-worker'), 'a worker');
  const archive = path.join(folder, 'packed.tgz');
  await run('tar', ['-czf', archive, '-C', folder, 'mediasoup-worker']);
  rmSync(path.join(folder, 'mediasoup-worker'));
  return readFileSync(archive);
}

it('a slow line may take longer than our patience, as long as something comes', async () => {
  const bytes = await packedWorker();
  const size = Math.ceil(bytes.length / 6);
  const got = await download((_request, response) => {
    response.flushHeaders();
    let at = 0;
    const drip = setInterval(() => {
      response.write(bytes.subarray(at, at + size));
      at += size;
      if (at < bytes.length) return;
      clearInterval(drip);
      response.end();
    }, PATIENCE_MS / 3);
  });
  expect(got).toEqual({ ok: true, file: path.join(folder, 'mediasoup-worker') });
  expect(existsSync(path.join(folder, 'mediasoup-worker'))).toBe(true);
});

it.each<[string, RequestListener, string]>([
  ['never answers', () => undefined, "its release page can't be reached (nothing came for 0.3 s)"],
  [
    'stops half way',
    (_request, response) => void response.writeHead(200, { 'content-length': 100 }).write('half'),
    "its release page can't be reached (nothing came for 0.3 s)",
  ],
  [
    'has no such file',
    (_request, response) => void response.writeHead(404).end(),
    'its release page answered 404',
  ],
  [
    'sends something else',
    (_request, response) => void response.end('<html>'),
    'the prebuilt archive could not be unpacked',
  ],
])('a page that %s is told as it is', async (_what, answer, reason) => {
  expect(await download(answer)).toEqual({ ok: false, reason });
});

it('a folder that can’t be written is not taken for a page that can’t be reached', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  await expect(download(() => undefined, path.join(folder, 'file/deep'))).rejects.toMatchObject({
    code: 'ENOTDIR',
  });
});
