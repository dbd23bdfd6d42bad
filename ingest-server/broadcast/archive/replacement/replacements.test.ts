import type { LoggedEvent, PersonId } from '@rostrum/protocol/room';
import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KeptShelf } from '../../origin/kept-shelf.ts';
import { ffmpeg, ffprobePath, missing } from '../../test-support/programs.ts';
import { readPlaylist } from '../../test-support/read-playlist.ts';
import { ArchiveRoom, type ArchiveRoomOptions } from '../archive-room.ts';
import type { KeptStream } from '../archive.ts';
import { lecture } from '../test-support/lecture.ts';
import {
  type Surroundings,
  classId,
  closeStores,
  openFileStore,
  openS3Store,
  openSurroundings,
  streamId,
} from '../test-support/surroundings.ts';
import { announced, makeSentFile, sendWhole } from './test-support/sent-file.ts';

const run = promisify(execFile);
const stream = { classId, streamId };
const HOUR_MS = 3_600_000;
/** Of the lecture's first segment. */
const STARTED_AT = 1_800_000_002_000;
const prefix = 'media/physics/monday/';
let its: Surroundings;
let rooms: ArchiveRoom[];
let events: LoggedEvent[];
let file: Buffer;
beforeAll(async () => {
  // Key frames as a camera's encoder gives them, and none of it on a grid of two seconds.
  if (!missing) file = await makeSentFile({ keyFrames: '0,1.2,2.6,4.7,7.9,9.9' });
});
afterAll(closeStores);
beforeEach((context) => {
  context.skip(missing !== undefined, missing);
  rooms = [];
  events = [];
});
afterEach(async () => {
  for (const room of rooms) await room.close();
  await its?.close();
});

async function openRoom(over: Partial<ArchiveRoomOptions> = {}): Promise<ArchiveRoom> {
  const room = await ArchiveRoom.open({
    ...its.options(),
    ...{ workFolder: join(its.folder, 'work'), ffmpegPath: process.env['FFMPEG_PATH'], keepDays: undefined },
    eventsOf: () => Promise.resolve(events),
    institutionOf: () => 'university',
    ...over,
  });
  rooms.push(room);
  return room;
}

/** As a bad network leaves it: four seconds, a hole of two, six seconds. */
async function record(room: ArchiveRoom): Promise<void> {
  const programme = await room.open(classId, streamId);
  await lecture(programme, { seconds: 4 });
  await lecture(programme, { seconds: 6, firstMsn: 4, run: 1 });
  await programme.finish();
  await room.settled();
}

async function replaced(room: ArchiveRoom, bytes = file): Promise<KeptStream> {
  await record(room);
  await sendWhole(room.replacements, stream, bytes, STARTED_AT);
  await room.settled();
  return (await room.find(classId, streamId))!;
}

/** A rung as a player puts it together. */
async function joined(kept: KeptStream, rung: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [(await kept.init(rung, kept.segments(rung)[0]!.run))!];
  for (const { msn } of kept.segments(rung)) pieces.push(await buffer((await kept.open(rung, msn))!.stream));
  return Buffer.concat(pieces);
}

async function onDisk(name: string, bytes: Uint8Array): Promise<string> {
  await mkdir(its.folder, { recursive: true });
  const path = join(its.folder, name);
  await writeFile(path, bytes);
  return path;
}

/** What its packets are, whatever they are packed into. */
async function md5Of(path: string, kind: 'v' | 'a'): Promise<string> {
  const copied = ['-v', 'error', '-i', path, '-map', `0:${kind}:0`, '-c', 'copy', '-f', 'md5', '-'];
  return (await run(ffmpeg!.path, copied)).stdout;
}

async function complaintsOf(path: string): Promise<string> {
  return (await run(ffmpeg!.path, ['-v', 'error', '-i', path, '-f', 'null', '-'])).stderr;
}

describe('a file in the place of a recording', () => {
  beforeEach(async () => void (its = await openSurroundings(await openFileStore())));

  it('HLS-59: is the recording, whole, its picture and sound as they were', async () => {
    const room = await openRoom();
    const kept = await replaced(room);
    expect([kept.rungs.length, kept.rungs[0], kept.rungs[1], kept.rungs[3]]).toEqual([
      4,
      'v480',
      'v360',
      'a32',
    ]);
    const [picture = '', small = '', sound = '', quiet = ''] = kept.rungs;
    const sent = await onDisk('sent.mp4', file);
    const [pictureFile, soundFile] = [
      await onDisk('picture.mp4', await joined(kept, picture)),
      await onDisk('sound.mp4', await joined(kept, sound)),
    ];
    expect(await md5Of(pictureFile, 'v')).toBe(await md5Of(sent, 'v'));
    expect(await md5Of(soundFile, 'a')).toBe(await md5Of(sent, 'a'));
    for (const rung of kept.rungs) {
      expect(await complaintsOf(await onDisk('rung.mp4', await joined(kept, rung)))).toBe('');
    }
    expect(kept.info(small)).toMatchObject({ kind: 'video', height: 360, framesPerSecond: 15 });
    expect(kept.info(quiet)).toMatchObject({ kind: 'audio', channels: 1 });
    const facts = await room.facts(classId, streamId);
    expect(facts).toMatchObject({ gaps: 0, startedAt: STARTED_AT, extras: { poster: true, sheets: 1 } });
    expect(Math.abs(facts!.durationMs - 12_000)).toBeLessThan(100);
    expect(await room.replacements.find(stream)).toEqual({
      is: 'found',
      replacement: { is: 'placed', uploadId: 'up-1' },
    });
  });

  it('HLS-62: is cut at its key frames, alike on every rung, and says how long they last', async () => {
    const kept = await replaced(await openRoom());
    // How long the very last frame stands is not in every file.
    const durations = (rung: string) =>
      kept
        .segments(rung)
        .slice(0, -1)
        .map(({ durationMs }) => Math.round(durationMs / 100));
    expect(durations('v480')).toEqual([26, 21, 32, 20]);
    expect(durations('v360')).toEqual([26, 21, 32, 20]);
    for (const rung of kept.rungs) {
      expect(kept.segments(rung).map(({ msn }) => msn)).toEqual([7, 8, 9, 10, 11]);
      for (const [i, { wallMs }] of kept.segments(rung).entries())
        expect(Math.abs(wallMs - kept.segments('v480')[i]!.wallMs)).toBeLessThan(300);
    }
    const shelf = new KeptShelf();
    for (const rung of kept.rungs) {
      const answer = shelf.playlist(kept, 'recording', rung);
      if (answer.status !== 200) throw new Error(answer.text);
      const { targetDurationS, segments, mediaSequence } = readPlaylist(String(answer.content.pieces[0]));
      expect([targetDurationS, mediaSequence, segments.length]).toEqual([3, 7, 5]);
    }
  });

  it('HLS-56, HLS-57: has thumbnails, chapters and a file of its own, sound and picture in step', async () => {
    const by = { personId: 'p' as PersonId, name: 'Ada' };
    const at = STARTED_AT + 7_000;
    events = [
      { seq: 1, at, event: { type: 'slides.turned', page: 2, title: 'Refraction', personId: by.personId } },
    ];
    const room = await openRoom();
    await record(room);
    await room.askForDownload(stream, 'v180');
    await room.settled();
    const long = await makeSentFile({ seconds: 34, bFrames: 3, isQuiet: true });
    await sendWhole(room.replacements, stream, long, STARTED_AT - 17_000);
    await room.settled();
    // Sound that is small as it is needs no smaller one.
    const { rungs } = (await room.find(classId, streamId))!;
    expect([rungs.slice(0, 2), rungs.length]).toEqual([['v480', 'v360'], 3]);
    const extra = async (name: string) =>
      (await buffer((await room.openExtra(stream, name))!.stream)).toString();
    expect(await extra('thumbs.vtt')).toMatch(
      /00:00:00.000 --> 00:00:10.000[^]*00:00:20.000 --> 00:00:30.000/,
    );
    expect(JSON.parse(await extra('chapters.json'))).toMatchObject({
      chapters: [{ startMs: 0 }, { startMs: 24_000, name: { is: 'slide', title: 'Refraction' } }],
    });
    // What was made of the old one is no file of this recording.
    expect((await room.facts(classId, streamId))!.downloads).toEqual([]);
    expect(await its.store.blobs.list(`${prefix}download/`)).toEqual([]);

    expect(await room.askForDownload(stream, 'v480')).toBe(true);
    await room.settled();
    const path = await onDisk('judged.mp4', (await its.store.blobs.get(`${prefix}download/v480.mp4`))!);
    expect(await complaintsOf(path)).toBe('');
    const shown = await run(ffprobePath!, ['-v', 'error', '-of', 'json', '-show_streams', path]);
    const [picture, sound] = (JSON.parse(shown.stdout) as { streams: Record<string, string>[] }).streams;
    const off = (name: string) => Math.abs(Number(picture![name]) - Number(sound![name]));
    expect([off('start_time') < 0.1, off('duration') < 0.15]).toEqual([true, true]);
  });

  it('HLS-59: is not seen before all of it is in the store', async () => {
    let atLast: readonly string[] = [];
    const store = its.store.blobs;
    let handlePut: (key: string) => Promise<void> = () => Promise.resolve();
    const blobs = {
      ...store,
      put: async (...[key, bytes]: Parameters<typeof store.put>) => {
        await handlePut(key);
        return store.put(key, bytes);
      },
    };
    const room = await openRoom({ blobs });
    handlePut = async (key) => {
      if (key.endsWith('a32/11.m4s')) atLast = (await room.find(classId, streamId))!.rungs;
    };
    const kept = await replaced(room);
    expect(atLast).toEqual(['v180', 'v90', 'a96']);
    expect(kept.rungs).toContain('v480');
  });

  it('HLS-59: waits where the store is away or the disk is full, and is put in its place by a later sweep', async () => {
    const room = await openRoom({ freeBytes: () => Promise.resolve(free) });
    let free = Number.MAX_SAFE_INTEGER;
    await record(room);
    const { replacements } = room;
    await replacements.begin(stream, announced(file, STARTED_AT), 'up-1');
    await replacements.take(stream, 'up-1', 0, Readable.from([file]));
    its.nowMs += 2_000;
    free = 1000;
    await replacements.finish(stream, 'up-1');
    await room.settled();
    expect(await replacements.find(stream)).toMatchObject({ replacement: { is: 'waiting' } });
    its.nowMs += HOUR_MS;
    free = Number.MAX_SAFE_INTEGER;
    await its.store.goAway();
    await room.sweep();
    await room.settled();
    await its.store.comeBack();
    expect(await replacements.find(stream)).toMatchObject({ replacement: { is: 'waiting' } });
    await room.sweep();
    await room.settled();
    expect(await replacements.find(stream)).toMatchObject({ replacement: { is: 'placed' } });
  });

  it.each([
    [
      'that is another than was announced',
      'other-bytes',
      async () => Buffer.from(file).fill(1, file.length - 100),
    ],
    ['that is no film', 'unreadable', async () => Buffer.from('#EXTM3U\nfile:///etc/passwd\n')],
    ['that was cut off', 'unreadable', async () => file.subarray(0, 2000)],
    ['with another picture', 'other-codec', () => makeSentFile({ picture: 'mpeg4', seconds: 4 })],
    ['with other sound', 'other-codec', () => makeSentFile({ sound: 'mp3', seconds: 4 })],
  ])('HLS-61: a file %s changes nothing', async (_, failure, make) => {
    const room = await openRoom();
    await record(room);
    const before = await its.store.blobs.list(prefix);
    const bytes = await make();
    const promised = failure === 'other-bytes' ? file : bytes;
    await room.replacements.begin(stream, announced(promised, STARTED_AT), 'up-1');
    await room.replacements.take(stream, 'up-1', 0, Readable.from([bytes]));
    expect(await room.replacements.finish(stream, 'up-1')).toMatchObject({ is: 'finished' });
    await room.settled();
    expect(await room.replacements.find(stream)).toMatchObject({ replacement: { is: 'failed', failure } });
    expect(await its.store.blobs.list(prefix)).toEqual(before);
    expect((await room.find(classId, streamId))!.rungs).toEqual(['v180', 'v90', 'a96']);
    expect(await readdir(join(its.folder, 'work', 'replacements', classId))).toEqual([]);
  });

  it('HLS-61: a file of another time is not taken, neither before it is sent nor after', async () => {
    const room = await openRoom();
    await record(room);
    const begin = (startedAt: number) => room.replacements.begin(stream, announced(file, startedAt), 'up-1');
    expect(await begin(STARTED_AT + HOUR_MS)).toEqual({ is: 'other-time' });
    await sendWhole(room.replacements, stream, file, STARTED_AT - HOUR_MS);
    await room.settled();
    expect(await room.replacements.find(stream)).toMatchObject({ replacement: { failure: 'other-time' } });
  });
});

it('HLS-59: what is in its place is neither given up nor cancelled, though nobody wrote it down', async () => {
  its = await openSurroundings(await openFileStore());
  const room = await openRoom();
  const { rungs } = await replaced(room);
  const keys = await its.store.blobs.list(prefix);
  const forgotten = its.records.database.updateTable('stream_replacements').set({ state: 'waiting' });
  const expectPlaced = async () => {
    await room.settled();
    expect(await room.replacements.find(stream)).toMatchObject({ replacement: { is: 'placed' } });
    expect((await room.find(classId, streamId))!.rungs).toEqual(rungs);
    expect(await its.store.blobs.list(prefix)).toEqual(keys);
  };
  await forgotten.execute();
  expect(await room.replacements.cancel(stream, 'up-1')).toBe(false);
  await expectPlaced();
  await forgotten.execute();
  its.nowMs += 72 * HOUR_MS;
  await room.sweep();
  await expectPlaced();
});

describe.each([
  ['files', openFileStore],
  ['a bucket', openS3Store],
])('what is replaced, in %s', (_, openStore) => {
  beforeEach(async () => void (its = await openSurroundings(await openStore())));

  const media = async () =>
    (await its.store.blobs.list(prefix)).filter((key) => /(m4s|init-\d+\.mp4)$/.test(key));

  it('HLS-60: stays for four hours, and what is put in its place again has new addresses too', async () => {
    const room = await openRoom();
    await replaced(room);
    const both = await media();
    expect(both).toEqual(expect.arrayContaining([`${prefix}v180/6.m4s`, `${prefix}v480/7.m4s`]));
    its.nowMs += 4 * HOUR_MS - 1;
    await room.sweep();
    await room.settled();
    expect(await media()).toEqual(both);
    const early = await room.replacements.begin(stream, announced(file, STARTED_AT), 'up-2');
    expect(early).toEqual({ is: 'busy' });
    its.nowMs += 1;
    await room.sweep();
    await room.settled();
    expect(await media()).toEqual(both.filter((key) => !/(v180|v90|a96)\//.test(key)));
    expect(await room.replacements.find(stream)).toMatchObject({ replacement: { is: 'placed' } });

    await sendWhole(room.replacements, stream, file, STARTED_AT, 'up-2');
    await room.settled();
    const again = (await room.find(classId, streamId))!;
    expect(again.segments('v480').map(({ msn, run: of }) => [msn, of])).toEqual(
      [12, 13, 14, 15, 16].map((msn) => [msn, 3]),
    );
  });

  it('HLS-55: is deleted with what has taken its place, and with what was on its way there', async () => {
    const room = await openRoom();
    await replaced(room);
    its.nowMs += 4 * HOUR_MS;
    await room.replacements.begin(stream, announced(Buffer.from('another'), STARTED_AT), 'up-2');
    await room.replacements.take(stream, 'up-2', 0, Readable.from([Buffer.from('ano')]));
    expect(await room.delete(classId, streamId)).toBe('deleted');
    expect(await its.store.blobs.list('media/')).toEqual([]);
    expect(await readdir(join(its.folder, 'work', 'replacements', classId))).toEqual([]);
    expect(await its.records.database.selectFrom('stream_replacements').selectAll().execute()).toEqual([]);
    expect(await room.replacements.find(stream)).toEqual({ is: 'unknown' });
    expect(await room.replacements.take(stream, 'up-2', 3, Readable.from(['ther']))).toEqual({
      is: 'unknown',
    });
  });
});
