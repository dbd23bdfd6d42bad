import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { LocalArchive } from './local-archive.ts';
import {
  type Surroundings,
  classId,
  closeStores,
  openFileStore,
  openSurroundings,
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

it('HLS-55: nobody sees a recording any more while what works for it is stopped', async () => {
  const archive = await record();
  expect(await archive.find(classId, streamId)).toBeDefined();
  const seen: unknown[] = [];
  archive.handleDeleting = async () => void seen.push(await archive.find(classId, streamId));
  expect(await archive.delete(classId, streamId)).toBe('deleted');
  expect(seen).toEqual([undefined]);
});
