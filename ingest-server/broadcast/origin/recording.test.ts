import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { ProgrammeArchive } from '../archive/index.ts';
import type { LocalArchive } from '../archive/local-archive.ts';
import {
  type Surroundings,
  openFileStore,
  openSurroundings,
  tellRun,
} from '../archive/test-support/surroundings.ts';
import { type OriginSurroundings, openOrigin } from '../test-support/origin-surroundings.ts';
import { missing } from '../test-support/programs.ts';
import { readPlaylist } from '../test-support/read-playlist.ts';
import { type SampleMedia, makeAudio, makeVideo } from '../test-support/sample-media.ts';
import type { Answer } from './answer.ts';
import { KeptShelf } from './kept-shelf.ts';

let media: { video: SampleMedia; audio: SampleMedia };
beforeAll(async () => {
  if (missing) return;
  const [video, audio] = await Promise.all([makeVideo(), makeAudio()]);
  media = { video, audio };
});

const classId = 'c1' as ClassId;
const streamId = 'st1' as StreamId;

let surroundings: Surroundings;
let archive: LocalArchive;
let kept: ProgrammeArchive;
let its: OriginSurroundings;
let isOnAir: boolean;
beforeEach(async (context) => {
  context.skip(missing !== undefined, missing);
  surroundings = await openSurroundings(await openFileStore());
  archive = await surroundings.start();
  kept = await archive.open(classId, streamId);
  isOnAir = true;
  its = await openOrigin(media, {
    archive: kept,
    findKept: (of, stream) => archive.find(of as ClassId, stream as StreamId),
    isOnAir: () => isOnAir,
  });
  its.begin();
});
afterEach(async () => {
  await its?.close();
  await surroundings?.close();
  expect(its?.failures ?? []).toEqual([]);
});

/** Segments 1 to `count` are whole, and the next one has begun: twenty-one of them are in memory. */
async function go(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) its.addSegment(index);
  its.addPicture(count * 2000);
}

async function list(file: string): Promise<ReturnType<typeof readPlaylist>> {
  const answer = await its.client.get(`/live/c1/${file}`);
  if (answer.status !== 200) throw new Error(`${file}: ${answer.status} ${answer.text}`);
  return readPlaylist(answer.text);
}

describe('what has left the memory', () => {
  it('HLS-35 is listed from the first segment on, and comes from the archive', async () => {
    await go(30);
    const dvr = await list('v180-dvr.m3u8');
    expect(dvr.segments.map(({ msn }) => msn)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
    expect((await list('v180.m3u8')).mediaSequence).toBe(22);
    await archive.settled();
    for (const { uri } of dvr.segments.slice(0, 30)) {
      const { status, body, headers } = await its.client.get(`/live/c1/${uri}`);
      expect([uri, status, body.length > 1000]).toEqual([uri, 200, true]);
      expect(headers.get('cache-control')).toContain('immutable');
    }
    expect((await its.client.get('/live/c1/v180/init-0.mp4?s=st1')).body.equals(media.video.init)).toBe(true);
  });

  it('HLS-35 is waited for like what is live, and updated by what is new', async () => {
    await go(30);
    const reload = its.client.get('/live/c1/v180-dvr.m3u8?_HLS_msn=31&_HLS_part=1&_HLS_skip=YES');
    await its.soon(() => its.addPicture(60_267));
    const { status, text } = await reload;
    expect(status).toBe(200);
    expect(text).toContain('#EXT-X-SKIP:SKIPPED-SEGMENTS=24\n');
    expect(text).toContain('URI="v180/31.1.m4s?s=st1"');
  });

  it('HLS-95 is read once, and counted as such', async () => {
    await go(30);
    await archive.settled();
    const sizes: number[] = [];
    for (let asked = 0; asked < 3; asked += 1)
      sizes.push((await its.client.get('/live/c1/v180/1.m4s?s=st1')).body.length);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const counts = { requests: 3, fromMemory: 2, errors: 0, bytes };
    expect([its.origin.sentOf(its), its.origin.totals]).toEqual([counts, counts]);
  });

  it('HLS-37 is named by a multivariant playlist of its own', async () => {
    const { text } = await its.client.get('/live/c1/dvr.m3u8');
    expect(text).toContain('\nv180-dvr.m3u8?s=st1\n');
    expect(text).toContain('URI="a96-dvr.m3u8?s=st1"');
  });
});

describe('a stream that is over', () => {
  beforeEach(async () => {
    await go(30);
    its.timeline.end();
    await kept.finish();
  });

  it('HLS-36 is its recording at the same addresses, also when nothing of it is in memory', async () => {
    for (const onAir of [true, false]) {
      isOnAir = onAir;
      for (const file of ['v180-dvr.m3u8?s=st1', 'v180-recording.m3u8?s=st1']) {
        const { segments, ended } = await list(file);
        expect([segments[0]?.msn, segments.length, ended]).toEqual([1, 31, true]);
      }
      expect((await list('v180.m3u8?s=st1')).ended).toBe(true);
      expect((await its.client.get('/live/c1/v180/1.m4s?s=st1')).status).toBe(200);
      expect((await its.client.get('/live/c1/v180/31.m4s?s=st1')).status).toBe(200);
    }
  });

  it('HLS-39 is written once for each way to ask for it, however many watch it', async () => {
    const shelf = new KeptShelf();
    const contentOf = (answer: Answer) => {
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.content;
    };
    const ways = [
      () => shelf.multivariant(kept, 'live'),
      () => shelf.multivariant(kept, 'recording'),
      () => shelf.playlist(kept, 'recording', 'v180'),
      () => shelf.playlist(kept, 'dvr', 'v180'),
    ];
    const first = ways.map((ask) => contentOf(ask()));
    expect(new Set(first).size).toBe(ways.length);
    for (const [i, ask] of ways.entries()) {
      expect(contentOf(ask())).toBe(first[i]);
      expect(contentOf(ask()).packed?.()).toBe(first[i]?.packed?.());
    }
  });

  it('HLS-38 has the bandwidth that was measured', async () => {
    isOnAir = false;
    const { text } = await its.client.get('/live/c1/recording.m3u8?s=st1');
    const segments = kept.segments('v180');
    const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
    const seconds = segments.reduce((sum, segment) => sum + segment.durationMs, 0) / 1000;
    expect(text).toContain(`AVERAGE-BANDWIDTH=${Math.ceil((bytes * 8) / seconds)},`);
    expect(text).toContain('\nv180-recording.m3u8?s=st1\n');
  });

  it('HLS-38 says how many frames and channels it had', async () => {
    const other = await archive.open(classId, 'st2' as StreamId);
    tellRun(other, 1, 3);
    await other.finish();
    const { text } = await its.client.get('/live/c1/recording.m3u8?s=st2');
    expect(text).toMatch(/^#EXT-X-MEDIA:TYPE=AUDIO,.*,CHANNELS="2",/m);
    expect(text).toMatch(/RESOLUTION=640x360,FRAME-RATE=25\.000,/);
  });

  it('HLS-36 is gone when it is deleted', async () => {
    isOnAir = false;
    expect((await its.client.get('/live/c1/v180/1.m4s?s=st1')).status).toBe(200);
    await archive.delete(classId, streamId);
    for (const file of ['recording.m3u8', 'v180-recording.m3u8', 'v180/1.m4s', 'v180/init-0.mp4']) {
      expect((await its.client.get(`/live/c1/${file}?s=st1`)).status).toBe(404);
    }
  });
});

it('HLS-36 has no recording before it is over, and none of a stream that never was', async () => {
  expect((await its.client.get('/live/c1/recording.m3u8')).text).toContain('still on air');
  for (const file of ['recording.m3u8?s=never', 'v180.m3u8?s=never', 'v180/1.m4s?s=never']) {
    expect((await its.client.get(`/live/c1/${file}`)).status).toBe(404);
  }
});
