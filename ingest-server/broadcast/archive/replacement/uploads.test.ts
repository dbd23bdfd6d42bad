import type { StreamId } from '@rostrum/protocol/room';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { missing } from '../../test-support/programs.ts';
import { ArchiveRoom, type ArchiveRoomOptions } from '../archive-room.ts';
import {
  type Surroundings,
  classId,
  closeStores,
  openFileStore,
  openSurroundings,
  streamId,
  tellRun,
} from '../test-support/surroundings.ts';
import { announced } from './test-support/sent-file.ts';

const stream = { classId, streamId };
const HOUR_MS = 3_600_000;
const STARTED_AT = 1_800_000_002_000;
const file = Buffer.from('a file that is sent in several pieces');
let its: Surroundings;
let room: ArchiveRoom;
afterAll(closeStores);
beforeEach(async (context) => {
  context.skip(missing !== undefined, missing);
  its = await openSurroundings(await openFileStore());
  room = await openRoom();
  const programme = await room.open(classId, streamId);
  tellRun(programme, 1, 3);
  await programme.finish();
});
afterEach(async () => {
  await room?.close();
  await its?.close();
});

function openRoom(over: Partial<ArchiveRoomOptions> = {}): Promise<ArchiveRoom> {
  return ArchiveRoom.open({
    ...its.options(),
    ...{ workFolder: join(its.folder, 'work'), ffmpegPath: process.env['FFMPEG_PATH'], keepDays: undefined },
    eventsOf: () => Promise.resolve([]),
    institutionOf: () => undefined,
    ...over,
  });
}

const begin = (bytes = file, uploadId = 'up-1', startedAt = STARTED_AT) =>
  room.replacements.begin(stream, announced(bytes, startedAt), uploadId);
const take = (from: number, to: number, uploadId = 'up-1') =>
  room.replacements.take(stream, uploadId, from, Readable.from([file.subarray(from, to)]));
const found = async () => {
  const answer = await room.replacements.find(stream);
  return answer.is === 'found' ? answer.replacement : answer.is;
};

it('HLS-61: pieces go on where the last one ended, also in another life of the server', async () => {
  expect(await found()).toEqual({ is: 'none' });
  const sending = { is: 'sending', uploadId: 'up-1', from: 0, bytes: file.length };
  expect(await begin()).toEqual({ is: 'begun', replacement: sending });
  expect(await take(0, 10)).toEqual({ is: 'taken', bytes: 10 });
  expect(await take(12, 20)).toEqual({ is: 'elsewhere', bytes: 10 });
  expect(await take(0, 10)).toEqual({ is: 'elsewhere', bytes: 10 });
  expect(await take(10, 20, 'up-9')).toEqual({ is: 'unknown' });
  await room.close();
  room = await openRoom();
  await room.sweep();
  expect(await found()).toEqual({ ...sending, from: 10 });
  // Whoever has forgotten what it was called asks for the same.
  expect(await begin(file, 'up-2')).toEqual({ is: 'begun', replacement: { ...sending, from: 10 } });
  expect(await take(10, 20)).toEqual({ is: 'taken', bytes: 20 });
  expect(await room.replacements.finish(stream, 'up-1')).toEqual({ is: 'incomplete', bytes: 20 });
});

it('HLS-61: a piece that breaks off counts as far as it came', async () => {
  await begin();
  const body = new PassThrough();
  // As a request whose line is cut: whoever reads it is told, and nobody else.
  body.on('error', () => undefined);
  const taking = room.replacements.take(stream, 'up-1', 0, body);
  body.write(file.subarray(0, 7), () => setImmediate(() => body.destroy(new Error('cut'))));
  const taken = await taking;
  expect(taken.is).toBe('broken-off');
  expect(await found()).toMatchObject({ from: 'bytes' in taken ? taken.bytes : -1 });
});

it('HLS-61: the newest connection wins over one that nobody has noticed to be dead', async () => {
  await begin();
  const dead = new PassThrough();
  const hanging = room.replacements.take(stream, 'up-1', 0, dead);
  await expect.poll(() => dead.listenerCount('readable') > 0).toBe(true);
  expect(await take(0, 10)).toEqual({ is: 'taken', bytes: 10 });
  expect(await hanging).toEqual({ is: 'broken-off', bytes: 0 });
});

it('takes no more than was announced, and nothing that there is no room for', async () => {
  await begin();
  const more = Readable.from([file, Buffer.from('and more')]);
  expect(await room.replacements.take(stream, 'up-1', 0, more)).toEqual({
    is: 'too-much',
    bytes: file.length,
  });
  await room.close();
  room = await openRoom({ freeBytes: () => Promise.resolve(60) });
  expect(await begin(Buffer.alloc(25), 'up-2')).toEqual({ is: 'busy' });
  its.nowMs += HOUR_MS;
  expect(await begin(Buffer.alloc(25), 'up-2')).toEqual({ is: 'disk-full' });
  expect(await begin(Buffer.alloc(15), 'up-2')).toMatchObject({ is: 'begun' });
  const large = Readable.from([Buffer.alloc(15)]);
  await room.close();
  room = await openRoom({ freeBytes: () => Promise.resolve(5) });
  expect(await room.replacements.take(stream, 'up-2', 0, large)).toEqual({ is: 'disk-full', bytes: 0 });
});

it('has no room that is promised to another file, nor what lectures on air may need', async () => {
  const tuesday = { classId, streamId: 'tuesday' as StreamId };
  const programme = await room.open(tuesday.classId, tuesday.streamId);
  tellRun(programme, 1, 3);
  await programme.finish();
  await begin(Buffer.alloc(15));
  await room.close();
  room = await openRoom({ reserveBytes: 10, freeBytes: () => Promise.resolve(100) });
  const beginTuesday = (bytes: number) =>
    room.replacements.begin(tuesday, announced(Buffer.alloc(bytes), STARTED_AT), 'up-2');
  expect(await beginTuesday(12)).toEqual({ is: 'disk-full' });
  expect(await beginTuesday(11)).toMatchObject({ is: 'begun' });
  await room.close();
  room = await openRoom({ reserveBytes: 10, freeBytes: () => Promise.resolve(30) });
  expect(await take(0, 11)).toEqual({ is: 'disk-full', bytes: 0 });
  expect(await take(0, 10)).toEqual({ is: 'taken', bytes: 10 });
});

it('HLS-61: a file that came to another server is none here, and is begun anew', async () => {
  await begin();
  await room.close();
  room = await openRoom({ workFolder: join(its.folder, 'elsewhere') });
  expect(await found()).toEqual({ is: 'none' });
  expect(await begin(file, 'up-2')).toMatchObject({ replacement: { uploadId: 'up-2', from: 0 } });
});

it('refuses what is on air, unknown, too large, of another time, or can’t be cut', async () => {
  const of = (id: string) => ({ classId, streamId: id as StreamId });
  await room.open(classId, 'now' as StreamId);
  const form = announced(file, STARTED_AT);
  expect(await room.replacements.begin(of('now'), form, 'x')).toEqual({ is: 'on-air' });
  expect(await room.replacements.find(of('now'))).toEqual({ is: 'on-air' });
  expect(await room.replacements.begin(of('never'), form, 'x')).toEqual({ is: 'unknown' });
  expect(await begin(file, 'x', STARTED_AT - 25 * HOUR_MS)).toEqual({ is: 'other-time' });
  await room.close();
  room = await openRoom({ replacementMaxBytes: 10 });
  expect(await begin()).toEqual({ is: 'too-large' });
  await room.close();
  room = await openRoom({ ffmpegPath: '/nowhere' });
  expect(await begin()).toEqual({ is: 'no-ffmpeg' });
});

it('HLS-61: one file at a time; one that stands still for an hour gives way, and after three days it is gone', async () => {
  await begin();
  await take(0, 10);
  expect(await begin(Buffer.from('another'), 'up-2')).toEqual({ is: 'busy' });
  its.nowMs += HOUR_MS;
  expect(await begin(Buffer.from('another'), 'up-2')).toMatchObject({ replacement: { uploadId: 'up-2' } });
  expect(await take(10, 20)).toEqual({ is: 'unknown' });
  const work = join(its.folder, 'work', 'replacements', classId);
  expect(await readdir(join(work, streamId))).toEqual(['up-2']);
  its.nowMs += 72 * HOUR_MS - 1;
  await room.sweep();
  expect(await found()).toMatchObject({ is: 'sending' });
  its.nowMs += 1;
  await room.sweep();
  expect([await found(), await readdir(work)]).toEqual([{ is: 'none' }, []]);
});

it('can be cancelled by its name, and nothing of it stays', async () => {
  await begin();
  await take(0, 10);
  expect(await room.replacements.cancel(stream, 'up-9')).toBe(false);
  expect(await room.replacements.cancel(stream, 'up-1')).toBe(true);
  expect(await found()).toEqual({ is: 'none' });
  expect(await readdir(join(its.folder, 'work', 'replacements', classId))).toEqual([]);
});
