import { nodeSchema } from '@rostrum/protocol/operations';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type NodeWatch, type NodeWatchOptions, openNodeWatch } from './node-watch.ts';

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
    certificateEndsAt: () => undefined,
    unwrittenForMs: () => undefined,
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

it('looks at the disk again within three seconds', async () => {
  const dataFolder = join(folder, 'made-later');
  const its = await open({ dataFolder });
  expect(its.read().diskFreeBytes).toBeNull();
  await mkdir(dataFolder);
  nowMs += 1_000;
  its.read();
  nowMs += 1_500;
  its.read();
  await vi.waitFor(() => expect(its.read().diskFreeBytes).toBeGreaterThan(0));
});

it('counts a write of the log while it is under way, and as slow as it is by then', async () => {
  let unwrittenMs: number | undefined;
  const its = await open({ unwrittenForMs: () => unwrittenMs });
  expect(its.read().logWriteP95Ms).toBeNull();
  unwrittenMs = 900;
  expect(its.read().logWriteP95Ms).toBe(900);
  its.handleWrite({ durationMs: 1_200 });
  expect(its.read().logWriteP95Ms).toBe(1_200);
  unwrittenMs = undefined;
  nowMs += 10_000;
  expect(its.read().logWriteP95Ms).toBeNull();
});

it('tells how many days the certificate still counts that is shown now', async () => {
  const dayMs = 86_400_000;
  let endsAt: number | undefined = nowMs + 30 * dayMs;
  const its = await open({ certificateEndsAt: () => endsAt });
  expect(its.read().certificateDays).toBeCloseTo(30, 5);
  nowMs += 20 * dayMs;
  expect(its.read().certificateDays).toBeCloseTo(10, 5);
  endsAt = nowMs + 90 * dayMs;
  expect(its.read().certificateDays).toBeCloseTo(90, 5);
  endsAt = undefined;
  expect(its.read().certificateDays).toBeNull();
});
