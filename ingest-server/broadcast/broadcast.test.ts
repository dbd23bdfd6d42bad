import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { type Broadcast, createBroadcast } from './index.ts';
import { readFragment } from './pure/fragment.ts';
import { ownTranscoders } from './test-support/child-processes.ts';
import { type Seen, follow, seenIn, segmentsOf, violations } from './test-support/follow.ts';
import { type LiveClient, openLiveClient } from './test-support/live-client.ts';
import { ffmpeg, missing } from './test-support/programs.ts';
import { decode, onsets, probe } from './test-support/sample-media.ts';
import { type Studio, flashingPart, startStudio, studioPicture } from './test-support/studio.ts';

const classId = 'c1' as ClassId;
const RUNGS = ['v540', 'v360', 'a96', 'a32'] as const;
const PICTURES = ['v540', 'v360'] as const;
/** Eight seconds. */
const WHOLE_SEGMENTS = 4;

let studio: Studio;
let broadcast: Broadcast;
let client: LiveClient;
let over: string[];
let streams = 0;
const playable = new Map<string, number>();
const seen = new Map<string, Seen[]>();

/** One rung's playlists, as long as the tests have followed it. */
const seenOf = (name: string) => seen.get(name) ?? [];
const get = (address: string) => client.get(`/live/c1/${address}`);

async function untilPlayable(streamId: string): Promise<void> {
  await vi.waitFor(() => expect(playable.has(streamId)).toBe(true), { timeout: 10_000, interval: 20 });
}

function start(): void {
  const { video, audio } = studio;
  broadcast.feed(classId, { video: { feed: video, picture: studioPicture }, audio: { feed: audio } });
}

beforeAll(async () => {
  if (missing || !ffmpeg) return;
  studio = await startStudio();
  over = [];
  const quiet = {
    ...{ info: () => undefined, warn: () => undefined },
    ...{ error: () => undefined, debug: () => undefined },
  };
  broadcast = createBroadcast({
    ...{ ffmpeg: { is: 'found', binary: ffmpeg }, cores: 2, now: Date.now, logger: quiet },
    makeStreamId: () => `st${(streams += 1)}` as StreamId,
    handlePlayable: (_, streamId) => playable.set(streamId, Date.now()),
    handleOver: (_, streamId, reason) => over.push(`${streamId} ${reason}`),
  });
  client = await openLiveClient((request, response) => broadcast.handleLive(request, response));
});
beforeEach((context) => context.skip(missing !== undefined, missing));
afterAll(async () => {
  await broadcast?.close();
  await client?.close();
  studio?.close();
});

/** A rung's init segment and what of its whole segments the tests have seen listed. */
async function mediaOf(name: string): Promise<{ init: Buffer; segments: Map<number, Buffer> }> {
  const whole = segmentsOf(seenOf(name)).filter(({ durationS }) => durationS !== undefined);
  const segments = new Map<number, Buffer>();
  for (const { msn, uri } of whole) segments.set(msn, (await get(uri ?? '')).body);
  return { init: (await get(whole[0]?.mapUri ?? '')).body, segments };
}

const joined = ({ init, segments }: { init: Buffer; segments: Map<number, Buffer> }) =>
  Buffer.concat([init, ...segments.values()]);

// These go through one lecture, in order: each finds what the ones before it left.
describe('a programme on its way out', () => {
  it('has nothing before it starts', async () => {
    expect((await get('main.m3u8')).status).toBe(404);
    expect(broadcast.overview(classId)).toBeUndefined();
    expect(broadcast.unavailable).toBeUndefined();
  });

  it('can be played seconds after its start', async () => {
    start();
    expect(broadcast.overview(classId)).toMatchObject({ status: 'starting', restarts: 0 });
    await untilPlayable('st1');
    expect(broadcast.overview(classId)).toMatchObject({
      ...{ status: 'running', restarts: 0 },
      framesPerSecond: expect.closeTo(30, 0) as number,
      rungs: [
        { name: 'v540', kind: 'video', width: 960, height: 540, bitrateBps: 1_388_487 },
        { name: 'v360', kind: 'video', width: 640, height: 360, bitrateBps: 600_000 },
        { name: 'a96', kind: 'audio', bitrateBps: 96_000 },
        { name: 'a32', kind: 'audio', bitrateBps: 32_000 },
      ],
    });
  });

  it('keeps to the rules of HLS-1, HLS-3, HLS-4, HLS-5, HLS-10 and HLS-13 as a player sees it', async () => {
    const enough = ({ segments }: Seen) =>
      segments.some(({ msn, durationS }) => msn === WHOLE_SEGMENTS && durationS);
    const followed = await Promise.all(RUNGS.map((name) => follow(client, `/live/c1/${name}.m3u8`, enough)));
    RUNGS.forEach((name, i) => seen.set(name, followed[i] ?? []));
    expect(followed.map(violations)).toEqual([[], [], [], []]);
    // A part a reload: nothing was skipped, and nobody was made to ask twice.
    for (const playlists of followed) expect(playlists.length).toBeGreaterThan(20);
  });

  it('HLS-2 begins every segment with a key frame, at the same moment on both rungs', async () => {
    for (const name of PICTURES) {
      const { init, segments } = await mediaOf(name);
      for (const [msn, bytes] of segments) {
        const { startTicks, independent } = readFragment(bytes);
        expect({ name, msn, atMs: startTicks / 90, independent }).toEqual({
          ...{ name, msn, atMs: 2000 * msn, independent: true },
        });
        const { packets } = await probe(Buffer.concat([init, bytes]));
        expect(packets).toHaveLength(60);
        expect(packets.map(({ flags }) => flags.startsWith('K'))).toEqual(packets.map((_, i) => i === 0));
      }
      expect([...segments.keys()]).toEqual([1, 2, 3, 4]);
    }
  });

  it('decodes as a whole, and its parts are the bytes of its segments', async () => {
    for (const name of PICTURES) {
      expect(await decode(joined(await mediaOf(name)))).toEqual({
        complaints: '',
        frames: 60 * WHOLE_SEGMENTS,
      });
    }
    const { complaints } = await decode(joined(await mediaOf('a96')));
    expect(complaints).toBe('');
    for (const name of RUNGS) {
      const { segments } = await mediaOf(name);
      const [listed] = segmentsOf(seenOf(name)).filter(({ msn }) => msn === WHOLE_SEGMENTS);
      const parts = await Promise.all((listed?.parts ?? []).map(async ({ uri }) => (await get(uri)).body));
      expect(Buffer.concat(parts).equals(segments.get(WHOLE_SEGMENTS) ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('HLS-8 begins with picture and sound within a part of each other, and keeps them together', async () => {
    const [video, audio] = [await mediaOf('v540'), await mediaOf('a96')];
    const pictureMs = readFragment(video.segments.get(1) ?? Buffer.alloc(0)).startTicks / 90;
    const soundMs = readFragment(audio.segments.get(1) ?? Buffer.alloc(0)).startTicks / 48;
    expect(Math.abs(pictureMs - soundMs)).toBeLessThanOrEqual(300);

    const flashes = await onsets(joined(video), 'video', flashingPart);
    const tones = await onsets(joined(audio), 'audio');
    expect(flashes.length).toBeGreaterThan(5);
    for (const flashS of flashes.slice(1, -1)) {
      const apartMs = Math.min(...tones.map((toneS) => Math.abs(toneS - flashS))) * 1000;
      expect(apartMs).toBeLessThan(80);
    }
  });

  it('HLS-15 names codecs that fit the picture, and bandwidths that hold', async () => {
    const { text } = await get('main.m3u8');
    expect(text).toMatch(
      /CODECS="avc1\.64001F,mp4a\.40\.2",RESOLUTION=960x540,FRAME-RATE=30\.000,AUDIO="a96".*\nv540/,
    );
    expect(text).toMatch(
      /CODECS="avc1\.64001E,mp4a\.40\.2",RESOLUTION=640x360,FRAME-RATE=30\.000,AUDIO="a96".*\nv360/,
    );
    const sizeOf = async (name: string) =>
      Math.max(...[...(await mediaOf(name)).segments.values()].map((b) => b.length));
    const sound = await sizeOf('a96');
    for (const name of PICTURES) {
      const bandwidth = Number(new RegExp(`BANDWIDTH=(\\d+),.*\\n${name}\\.m3u8`).exec(text)?.[1]);
      expect((((await sizeOf(name)) + sound) * 8) / 2).toBeLessThanOrEqual(bandwidth);
    }
  });

  it('HLS-16 answers a blocking reload and a hinted part when the part is born, not earlier', async () => {
    const before = seenIn(await get('v540.m3u8'));
    const [, msn, part] = /\/(\d+)\.(\d+)\.m4s/.exec(before.hint ?? '') ?? [];
    const [reload, hinted] = await Promise.all([
      get(`v540.m3u8?_HLS_msn=${msn}&_HLS_part=${part}`),
      get(before.hint ?? ''),
    ]);
    expect([reload.status, hinted.status]).toEqual([200, 200]);
    expect(Math.abs(reload.at - hinted.at)).toBeLessThan(150);
    expect(reload.text).toContain(before.hint);
    expect(readFragment(hinted.body).samples).toBeGreaterThan(0);
  });

  it('HLS-18 refuses what is too far ahead at once', async () => {
    const askedAt = Date.now();
    const { status, at } = await get('v540.m3u8?_HLS_msn=1000');
    expect(status).toBe(400);
    expect(at - askedAt).toBeLessThan(1000);
  });

  it('HLS-6 goes on with a discontinuity within two seconds when FFmpeg is killed, and HLS-1 never goes back', async () => {
    const [transcoder, ...others] = await ownTranscoders();
    expect([typeof transcoder, others]).toEqual(['number', []]);
    const killedAt = Date.now();
    process.kill(transcoder ?? 0, 'SIGKILL');
    const resumed = ({ segments }: Seen) => segments.some(({ discontinuity }) => discontinuity === 1);
    const after = await Promise.all(RUNGS.map((name) => follow(client, `/live/c1/${name}.m3u8`, resumed)));

    RUNGS.forEach((name, i) => {
      const playlists = after[i] ?? [];
      const last = playlists.at(-1);
      const fresh = last?.segments.find(({ discontinuity }) => discontinuity === 1);
      const lastBefore = segmentsOf(seenOf(name)).at(-1)?.msn ?? 0;
      expect(fresh?.msn).toBeGreaterThan(lastBefore);
      expect(fresh?.mapUri).toBe(`${name}/init-1.mp4?s=st1`);
      expect((last?.at ?? Infinity) - killedAt).toBeLessThan(2000);
      // The gap that a rung may have instead of a last short segment is the only thing out of the ordinary.
      const unexpected = violations([...seenOf(name), ...playlists]).filter(
        (text) => !text.startsWith('HLS-5'),
      );
      expect(unexpected).toEqual([]);
    });
    const heads = after.map((playlists) => playlists.at(-1)?.segments.at(-1)?.msn);
    expect(new Set(heads).size).toBe(1);
    expect(broadcast.overview(classId)).toMatchObject({ status: 'running', restarts: 1 });
  });

  it('HLS-2 begins the new run with key frames at the same moment too', async () => {
    const enough = ({ segments }: Seen) =>
      segments.some(({ discontinuity, durationS }) => discontinuity === 1 && durationS);
    for (const name of PICTURES) {
      const last = (await follow(client, `/live/c1/${name}.m3u8`, enough)).at(-1);
      const fresh = last?.segments.find(({ discontinuity }) => discontinuity === 1);
      const bytes = (await get(fresh?.uri ?? '')).body;
      const { startTicks, independent } = readFragment(bytes);
      expect([startTicks / 90, independent]).toEqual([2000 * (fresh?.msn ?? 0), true]);
      const init = (await get(fresh?.mapUri ?? '')).body;
      expect(await decode(Buffer.concat([init, bytes]))).toEqual({ complaints: '', frames: 60 });
    }
  });

  it('HLS-11 ends with EXT-X-ENDLIST, and leaves no process behind', async () => {
    const waiting = get('v540.m3u8?_HLS_msn=999999&_HLS_part=0').then(({ status }) => status);
    expect(await waiting).toBe(400);
    await broadcast.end('c2' as ClassId);
    expect(broadcast.overview(classId)).toBeDefined();
    await broadcast.end(classId);
    for (const name of RUNGS) {
      const { text } = await get(`${name}.m3u8`);
      expect(text.endsWith('#EXT-X-ENDLIST\n')).toBe(true);
      expect(text).not.toContain('PRELOAD-HINT');
    }
    expect(broadcast.overview(classId)).toBeUndefined();
    expect(await ownTranscoders()).toEqual([]);
    expect(over).toEqual([]);
  });

  it('HLS-14 begins the class’s next stream at one again, under other addresses', async () => {
    const ended = seenIn(await get('v540.m3u8'));
    broadcast.forget(classId, 'st9' as StreamId);
    expect((await get('v540.m3u8')).status).toBe(200);
    // HLS-55: deleted, it is not seen any more, though it has just ended.
    broadcast.forget(classId, 'st1' as StreamId);
    expect((await get('v540.m3u8')).status).toBe(404);
    start();
    broadcast.forget(classId, 'st2' as StreamId);
    expect(broadcast.streamOf(classId)).toBe('st2');
    await broadcast.end(classId);
    start();
    await untilPlayable('st3');
    expect(playable.has('st2')).toBe(false);
    const [first] = seenIn(await get('v540.m3u8')).segments;
    expect([first?.msn, first?.mapUri]).toEqual([1, 'v540/init-0.mp4?s=st3']);
    expect((await get(ended.segments.at(-1)?.uri ?? '')).status).toBe(404);
    await broadcast.close();
    await broadcast.close();
    expect(await ownTranscoders()).toEqual([]);
  });
});
