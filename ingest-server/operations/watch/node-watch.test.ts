import { nodeSchema } from '@rostrum/protocol/operations';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type NodeWatch, type NodeWatchOptions, openNodeWatch } from './node-watch.ts';

const openssl = promisify(execFile);
const canMakeCertificates = await openssl('openssl', ['version']).then(
  () => true,
  () => false,
);

let folder: string;
let watch: NodeWatch | undefined;
let nowMs = 0;
beforeEach(async () => {
  nowMs = Date.now();
  folder = await mkdtemp(join(tmpdir(), 'rostrum-node-'));
});
afterEach(async () => {
  watch?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(over: Partial<NodeWatchOptions> = {}): Promise<NodeWatch> {
  watch = await openNodeWatch({
    dataFolder: folder,
    certificatePath: undefined,
    sockets: () => 12,
    webRtc: () => 3,
    behind: () => ({ segments: 1, bytes: 100 }),
    isDraining: () => false,
    logger: pino({ level: 'silent' }),
    now: () => nowMs,
    ...over,
  });
  return watch;
}

it('reads how the process and its machine do', async () => {
  const its = await open();
  its.handleWrite({ durationMs: 7 });
  const facts = its.read();
  expect(v.parse(nodeSchema, facts)).toEqual(facts);
  expect(facts).toMatchObject({
    ...{ at: nowMs, sockets: 12, webRtc: 3, spool: { segments: 1, bytes: 100 }, draining: false },
    ...{ logWriteP95Ms: 7, certificateDays: null },
  });
  expect(facts.memoryBytes).toBeGreaterThan(1e6);
  expect(facts.diskFreeBytes).toBeGreaterThan(0);
});

it('feels work as a share of a core, and as lateness of the event loop', async () => {
  const its = await open();
  await new Promise((resolve) => setTimeout(resolve, 60));
  its.read();
  const until = performance.now() + 200;
  while (performance.now() < until);
  await new Promise((resolve) => setTimeout(resolve, 60));
  const busy = its.read();
  expect(busy.cpu).toBeGreaterThan(0.05);
  expect(busy.eventLoopP99Ms).toBeGreaterThan(100);
});

it('says so where the disk can’t be read', async () => {
  const its = await open({ dataFolder: join(folder, 'nowhere') });
  expect(its.read().diskFreeBytes).toBeNull();
});

it.skipIf(!canMakeCertificates)('knows how many days the certificate still counts', async () => {
  const [keyPath, certPath] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  await openssl('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30'],
    ...['-subj', '/CN=localhost', '-keyout', keyPath, '-out', certPath],
  ]);
  const its = await open({ certificatePath: certPath });
  expect(its.read().certificateDays).toBeCloseTo(30, 1);
  nowMs += 20 * 86_400_000;
  expect(its.read().certificateDays).toBeCloseTo(10, 1);
  watch?.close();
  expect((await open({ certificatePath: keyPath })).read().certificateDays).toBeNull();
});
