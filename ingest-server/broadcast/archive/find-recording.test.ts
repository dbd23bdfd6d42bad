import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { LocalArchive } from './local-archive.ts';
import { Content } from './pure/content.ts';
import { manifestOf } from './pure/manifest.ts';
import {
  type Surroundings,
  classId,
  closeStores,
  openFileStore,
  openSurroundings,
  picture,
  segmentAt,
  streamId,
  tellRun,
} from './test-support/surroundings.ts';

let its: Surroundings;
beforeEach(async () => void (its = await openSurroundings(await openFileStore())));
afterEach(() => its.close());
afterAll(closeStores);

async function record(): Promise<LocalArchive> {
  const archive = await its.start();
  const stream = await archive.open(classId, streamId);
  tellRun(stream, 1, 3);
  await stream.finish();
  return archive;
}

it('reads a recording once for all who ask for it at the same time', async () => {
  await record();
  let reads = 0;
  const get = (key: string) => {
    reads += 1;
    return its.store.blobs.get(key);
  };
  const archive = await its.start({ blobs: { ...its.store.blobs, get } });
  const found = await Promise.all([1, 2, 3].map(() => archive.find(classId, streamId)));
  expect(found[0]).toBeDefined();
  expect(new Set([...found, await archive.find(classId, streamId)]).size).toBe(1);
  expect(reads).toBe(1);
});

it('HLS-60: what another server put in its place is seen here too, after ten minutes', async () => {
  const here = await record();
  const before = (await here.find(classId, streamId))!;
  const content = new Content();
  content.addInit('v720', 1, picture);
  content.add('v720', { ...segmentAt(5, 1), bytes: 10 });
  const elsewhere = await its.start();
  await elsewhere.replace({ classId, streamId }, manifestOf({ classId, streamId }, content)!);
  its.nowMs += 10 * 60_000 - 1;
  expect(await here.find(classId, streamId)).toBe(before);
  its.nowMs += 1;
  expect((await here.find(classId, streamId))?.rungs).toEqual(['v720']);
});

it('HLS-55: what is read while it is deleted is seen by nobody, then or later', async () => {
  await record();
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: isRead, resolve: handleRead } = Promise.withResolvers<void>();
  const get = async (key: string) => {
    const bytes = await its.store.blobs.get(key);
    handleRead();
    await held;
    return bytes;
  };
  const archive = await its.start({ blobs: { ...its.store.blobs, get } });
  const finding = archive.find(classId, streamId);
  await isRead;
  expect(await archive.delete(classId, streamId)).toBe('deleted');
  letGo();
  expect(await finding).toBeUndefined();
  expect(await archive.find(classId, streamId)).toBeUndefined();
});

it('HLS-59: what is read while another takes its place is the other one for all who asked', async () => {
  const before = (await (await record()).find(classId, streamId))!;
  const other = new Content();
  other.addInit('v720', 1, picture);
  other.add('v720', { ...segmentAt(4, 1), bytes: 7 });
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: isRead, resolve: handleRead } = Promise.withResolvers<void>();
  const get = async (key: string) => {
    const bytes = await its.store.blobs.get(key);
    handleRead();
    await held;
    return bytes;
  };
  const archive = await its.start({ blobs: { ...its.store.blobs, get } });
  const finding = archive.find(classId, streamId);
  await isRead;
  await archive.replace({ classId, streamId }, manifestOf({ classId, streamId }, other)!);
  letGo();
  expect(before.rungs).toEqual(['v360', 'a96']);
  expect((await finding)?.rungs).toEqual(['v720']);
  expect(await archive.find(classId, streamId)).toBe(await finding);
});

it('HLS-55: nobody sees a recording any more while what works for it is stopped', async () => {
  const archive = await record();
  expect(await archive.find(classId, streamId)).toBeDefined();
  const seen: unknown[] = [];
  archive.handleDeleting = async () => void seen.push(await archive.find(classId, streamId));
  expect(await archive.delete(classId, streamId)).toBe('deleted');
  expect(seen).toEqual([undefined]);
});
