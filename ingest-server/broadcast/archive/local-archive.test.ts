import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRecordsInMemory } from '../../records/index.ts';
import { Spool } from './spool.ts';
import {
  type Surroundings,
  bytesOf,
  classId,
  closeStores,
  openFileStore,
  openS3Store,
  openSurroundings,
  picture,
  readAll,
  streamId,
  tell,
  tellRun,
} from './test-support/surroundings.ts';

afterAll(closeStores);

const keysOf = (numbers: readonly number[]) =>
  ['a96', 'v360'].flatMap((rung) => [
    ...numbers.map((msn) => `media/physics/monday/${rung}/${msn}.m4s`).sort(),
    `media/physics/monday/${rung}/init-0.mp4`,
  ]);

describe.each([
  ['files', openFileStore],
  ['a bucket', openS3Store],
])('what is kept of a stream, in %s', (_, openStore) => {
  let its: Surroundings;
  beforeEach(async () => void (its = await openSurroundings(await openStore())));
  afterEach(() => its.close());

  const keys = () => its.store.blobs.list('media/');

  it('HLS-50: what the timeline tells is in the store, and the spool is empty again', async () => {
    const archive = await its.start();
    const stream = await archive.open(classId, streamId);
    expect(stream.resumed).toBeUndefined();
    tellRun(stream, 1, 3);
    expect(stream.segments('v360').map(({ msn }) => msn)).toEqual([1, 2, 3]);
    expect(stream.info('v360')).toEqual(picture);
    expect(await readAll(stream.open('v360', 2))).toBe(bytesOf('v360', 2).toString());
    await stream.settled();
    expect(await keys()).toEqual(keysOf([1, 2, 3]));
    expect(await readAll(stream.open('v360', 2))).toBe(bytesOf('v360', 2).toString());
    expect(Buffer.from((await stream.init('a96', 0))!).toString()).toBe('init a96 0');
    expect(stream.behind).toEqual({ segments: 0, bytes: 0 });
    expect(await readdir(join(its.folder, 'spool', classId, streamId))).toEqual([]);
  });

  it('HLS-51: at the end the same segments are the recording, also without the database', async () => {
    const archive = await its.start();
    const stream = await archive.open(classId, streamId);
    tellRun(stream, 1, 3);
    await stream.finish();
    expect(await archive.recordings(classId)).toEqual([
      expect.objectContaining({ streamId, startedAt: 1_800_000_002_000, durationMs: 6_000, gaps: 0 }),
    ]);
    expect(await keys()).toEqual([...keysOf([1, 2, 3]), 'media/physics/monday/recording.json'].sort());
    await expect(archive.open(classId, streamId)).rejects.toThrow('a stream that is over was opened again');

    const lost = await openRecordsInMemory();
    const elsewhere = await openSurroundings(its.store, lost);
    try {
      const recovered = await elsewhere.start();
      expect(await recovered.recordings(classId)).toEqual([
        expect.objectContaining({ streamId, startedAt: 1_800_000_002_000, durationMs: 6_000, gaps: 0 }),
      ]);
      const recording = (await recovered.find(classId, streamId))!;
      expect([recording.isOver, recording.rungs]).toEqual([true, ['v360', 'a96']]);
      expect(recording.segments('a96')).toEqual(stream.segments('a96'));
      expect(await readAll(recording.open('v360', 3))).toBe(bytesOf('v360', 3).toString());
    } finally {
      await elsewhere.close();
      await lost.close();
    }
  });

  it('HLS-52: while the store is away everything waits in the spool, and says how far behind it is', async () => {
    const archive = await its.start();
    const stream = await archive.open(classId, streamId);
    await its.store.goAway();
    tellRun(stream, 1, 4);
    await stream.finish();
    expect(stream.behind).toMatchObject({ segments: 8, failing: expect.any(String) as string });
    expect(archive.behind.bytes).toBeGreaterThan(8 * bytesOf('a96', 1).length);
    expect(await readAll(stream.open('v360', 4))).toBe(bytesOf('v360', 4).toString());
    await archive.close();
    await its.store.comeBack();

    const next = await its.start();
    await next.settled();
    expect(await keys()).toEqual([...keysOf([1, 2, 3, 4]), 'media/physics/monday/recording.json'].sort());
    expect(await next.recordings(classId)).toHaveLength(1);
    expect(next.behind).toEqual({ segments: 0, bytes: 0 });
    expect(await readdir(join(its.folder, 'spool', classId))).toEqual([]);
  });

  it('HLS-52: a store that comes back is caught up with by itself', async () => {
    const archive = await its.start();
    const stream = await archive.open(classId, streamId);
    await its.store.goAway();
    tellRun(stream, 1, 2);
    await stream.finish();
    const recorded = new Promise<void>((resolve) => (archive.handleRecorded = () => resolve()));
    await its.store.comeBack();
    await recorded;
    expect(await keys()).toEqual([...keysOf([1, 2]), 'media/physics/monday/recording.json'].sort());
  });

  it('HLS-52: a disk that can’t be forced while the store is away is no reason to give up', async () => {
    const force = vi.spyOn(Spool.prototype, 'force').mockRejectedValue(new Error('EIO: i/o error'));
    try {
      const archive = await its.start();
      const stream = await archive.open(classId, streamId);
      await its.store.goAway();
      tellRun(stream, 1, 2);
      await stream.finish();
      expect([force.mock.calls.length, stream.behind.segments]).toEqual([1, 4]);
      const recorded = new Promise<void>((resolve) => (archive.handleRecorded = () => resolve()));
      await its.store.comeBack();
      await recorded;
      expect(await keys()).toEqual([...keysOf([1, 2]), 'media/physics/monday/recording.json'].sort());
    } finally {
      force.mockRestore();
    }
  });

  it('HLS-53: after a restart the numbers go on behind what anybody can have seen, with a gap between', async () => {
    const first = await (await its.start()).open(classId, streamId);
    tellRun(first, 1, 3);
    await first.settled();
    tell(first, 'v360', 4);
    await first.close();

    its.nowMs += 9_000;
    const archive = await its.start();
    const stream = await archive.open(classId, streamId);
    expect(stream.resumed).toEqual({ nextMsn: 6, nextRun: 1, rungs: ['v360', 'a96'] });
    tellRun(stream, 6, 6, 1);
    const kept = (rung: string) => stream.segments(rung).map(({ msn, is }) => `${msn} ${is}`);
    expect(kept('v360')).toEqual(
      ['1', '2', '3', '4'].map((msn) => `${msn} complete`).concat('5 gap', '6 complete'),
    );
    expect(kept('a96')).toEqual(
      ['1', '2', '3'].map((msn) => `${msn} complete`).concat('4 gap', '5 gap', '6 complete'),
    );
    await stream.finish();
    expect(await archive.recordings(classId)).toEqual([
      expect.objectContaining({ durationMs: 12_000, gaps: 1 }),
    ]);
  });

  it('HLS-53: what nobody takes up again after a restart becomes the recording', async () => {
    const first = await (await its.start()).open(classId, streamId);
    tellRun(first, 1, 3);
    await first.close();
    const archive = await its.start();
    await archive.finishLeft((asked) => asked !== classId);
    expect(await archive.recordings(classId)).toEqual([]);
    await archive.finishLeft(() => true);
    expect(await archive.recordings(classId)).toEqual([expect.objectContaining({ durationMs: 6_000 })]);
  });

  it('HLS-53: what was on air on a machine that is lost becomes the recording after a day', async () => {
    const first = await its.start();
    const lost = await first.open(classId, streamId);
    tellRun(lost, 1, 3);
    await lost.settled();
    await first.close();
    const endedAt = lost.newest!.endMs;
    const archive = await its.start({ spoolFolder: join(its.folder, 'another') });
    const beside = await archive.open(classId, 'tuesday' as never);
    tellRun(beside, 1, 1);
    its.nowMs = endedAt + 24 * 3_600_000 - 1;
    await archive.finishForgotten();
    expect(await archive.recordings(classId)).toEqual([]);
    its.nowMs += 1;
    await archive.finishForgotten();
    expect(await archive.recordings(classId)).toEqual([
      expect.objectContaining({ streamId, durationMs: 6_000, endedAt }),
    ]);
    expect(beside.isOver).toBe(false);
  });

  it('HLS-55: what is deleted is gone: every key, every row, and what waits in the spool', async () => {
    const archive = await its.start();
    const beside = await archive.open(classId, 'mondayevening' as never);
    tellRun(beside, 1, 1);
    await beside.finish();
    const stream = await archive.open(classId, streamId);
    tellRun(stream, 1, 3);
    expect(await archive.delete(classId, streamId)).toBe('on-air');
    await stream.finish();
    await its.store.blobs.put('media/physics/monday/thumbs/1.jpg', new Uint8Array([1]));
    expect(await archive.delete(classId, streamId)).toBe('deleted');
    expect(await archive.delete(classId, streamId)).toBe('unknown');
    expect(await its.store.blobs.list('media/physics/monday/')).toEqual([]);
    expect(await its.store.blobs.list('media/physics/mondayevening/')).toHaveLength(5);
    expect(await archive.find(classId, streamId)).toBeUndefined();
    expect((await archive.recordings(classId)).map((one) => one.streamId)).toEqual(['mondayevening']);
  });

  it('HLS-55: a deletion that fails half-way is seen by nobody and goes on', async () => {
    const archive = await its.start();
    const stream = await archive.open(classId, streamId);
    tellRun(stream, 1, 3);
    await stream.finish();
    await its.store.goAway();
    expect(await archive.delete(classId, streamId)).toBe('will-be-deleted');
    expect(await archive.find(classId, streamId)).toBeUndefined();
    expect(await archive.recordings(classId)).toEqual([]);
    await its.store.comeBack();
    // As far as a kill let it come.
    await its.store.blobs.delete('media/physics/monday/recording.json');
    await its.store.blobs.delete('media/physics/monday/v360/1.m4s');
    expect((await keys()).length).toBeGreaterThan(0);
    await (await its.start()).eraseMarked();
    expect(await keys()).toEqual([]);
  });

  it('keeps nothing of a stream in which nothing came', async () => {
    const archive = await its.start();
    const stream = await archive.open(classId, streamId);
    stream.addInit('v360', 0, picture, Buffer.from('init'));
    await stream.finish();
    await archive.settled();
    expect(await keys()).toEqual([]);
    expect(await archive.find(classId, streamId)).toBeUndefined();
  });

  it('HLS-54: on a full disk recording stops with an alarm, the rest of the stream goes on, and the hole is known', async () => {
    let free = 1_000_000;
    const archive = await its.start({ reserveBytes: 100_000, freeBytes: () => Promise.resolve(free) });
    const stream = await archive.open(classId, streamId);
    tellRun(stream, 1, 2);
    await stream.settled();
    free = 50_000;
    its.nowMs += 2_000;
    tellRun(stream, 3, 4, 1);
    await stream.settled();
    expect(its.alarms).toEqual([{ classId, streamId, is: 'recording-stopped', because: 'the disk is full' }]);
    free = 1_000_000;
    its.nowMs += 2_000;
    tell(stream, 'v360', 5, 1);
    tell(stream, 'a96', 5, 1);
    await stream.finish();
    expect(its.alarms.map(({ is }) => is)).toEqual(['recording-stopped', 'recording-again']);
    const recording = (await archive.find(classId, streamId))!;
    expect(recording.segments('v360').map(({ msn, is }) => `${msn} ${is}`)).toEqual([
      ...['1 complete', '2 complete', '3 gap', '4 gap', '5 complete'],
    ]);
    // The run began while there was no room: without its init segment the last one could not be played.
    expect(Buffer.from((await recording.init('v360', 1))!).toString()).toBe('init v360 1');
  });
});
