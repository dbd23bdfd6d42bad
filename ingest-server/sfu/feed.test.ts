import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Broadcast, createBroadcast } from '../broadcast/index.ts';
import { createFeed } from './feed.ts';
import { ffmpegSearch, missingFfmpeg } from './test-support/ffmpeg.ts';
import { onsets } from './test-support/onsets.ts';
import { ownProcesses } from './test-support/own-processes.ts';
import { type Sender, startSender } from './test-support/sender.ts';
import { missingWorker, startWorker } from './test-support/worker.ts';

const missing = missingWorker ?? missingFfmpeg;
const classId = 'c1' as ClassId;

let worker: types.Worker;
let router: types.Router;
let sender: Sender;
beforeAll(async () => {
  if (missing) return;
  ({ worker, router } = await startWorker());
  sender = await startSender(router);
});
beforeEach((context) => context.skip(missing !== undefined, missing));
afterAll(() => {
  sender?.close();
  worker?.close();
});

describe('createFeed', () => {
  it('says what the transcoder will get: the router’s own payload types, and no retransmission', () => {
    expect(createFeed(router, sender.video).format).toEqual({
      ...{
        kind: 'video',
        mimeType: 'video/H264',
        payloadType: expect.any(Number) as number,
        clockRate: 90_000,
      },
      formatParameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f' },
    });
    expect(createFeed(router, sender.audio).format).toEqual({
      ...{ kind: 'audio', mimeType: 'audio/opus', payloadType: expect.any(Number) as number },
      ...{ clockRate: 48_000, channels: 2, formatParameters: {} },
    });
  });

  it('passes requests for a key frame on to the sender of a picture, and none to that of sound', async () => {
    await vi.waitFor(
      async () => expect((await sender.video.getStats())[0]?.packetCount).toBeGreaterThan(0),
      5000,
    );
    const asked = async () => (await sender.video.getStats())[0]?.pliCount ?? 0;
    const ports = { address: '127.0.0.1', rtpPort: 9, rtcpPort: 10 };
    const [video, audio] = [createFeed(router, sender.video), createFeed(router, sender.audio)];
    const [openVideo, openAudio] = [await video.open(ports), await audio.open(ports)];
    const before = await asked();
    await openAudio.requestKeyFrame();
    expect(await asked()).toBe(before);
    await openVideo.requestKeyFrame();
    await vi.waitFor(async () => expect(await asked()).toBeGreaterThan(before), 5000);
    for (const open of [openVideo, openAudio, openVideo]) open.close();
    await openVideo.requestKeyFrame();
  });

  it('counts what has come from the sender, and keeps the count when that is gone', async () => {
    const other = await startWorker();
    const gone = await startSender(other.router);
    const feed = createFeed(other.router, gone.video);
    await vi.waitFor(async () => expect(await feed.receivedPackets()).toBeGreaterThan(10), 5000);
    gone.close();
    const received = await feed.receivedPackets();
    expect(received).toBeGreaterThan(10);
    other.worker.close();
    expect(await feed.receivedPackets()).toBe(received);
  });

  it('does not open once its producer is closed, and does not wait for a key frame that comes no more', async () => {
    const other = await startWorker();
    const silent = await startSender(other.router);
    silent.close();
    const feed = createFeed(other.router, silent.video);
    const askedAt = Date.now();
    const opening = feed.open({ address: '127.0.0.1', rtpPort: 9, rtcpPort: 10 });
    const answered = opening.then(
      () => 'opened',
      () => 'refused',
    );
    silent.video.close();
    await answered;
    expect(Date.now() - askedAt).toBeLessThan(900);
    await expect(feed.open({ address: '127.0.0.1', rtpPort: 9, rtcpPort: 10 })).rejects.toThrow('not found');
    other.worker.close();
  });
});

describe('a programme from the SFU through the broadcast', () => {
  let broadcast: Broadcast;
  let origin: string;
  let isPlayable = false;
  const server = createServer((request, response) => broadcast.handleLive(request, response));

  beforeAll(async () => {
    if (missing) return;
    const quiet = {
      ...{ info: () => undefined, warn: () => undefined },
      ...{ error: () => undefined, debug: () => undefined },
    };
    broadcast = createBroadcast({
      ...{ ffmpeg: ffmpegSearch, cores: 2, now: Date.now, logger: quiet },
      makeStreamId: () => 'st1' as StreamId,
      handlePlayable: () => (isPlayable = true),
      handleOver: () => undefined,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/live/c1`;
  });
  afterAll(async () => {
    await broadcast?.close();
    server.close();
    server.closeAllConnections();
  });

  const get = async (address: string) => {
    const response = await fetch(`${origin}/${address}`);
    if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  };

  /** The init segment and the first whole segments of a rung, in one file. */
  async function recording(name: string, segments: number): Promise<Buffer> {
    await get(`${name}.m3u8?_HLS_msn=2`);
    const playlist = (await get(`${name}.m3u8?_HLS_msn=${segments}`)).toString();
    const map = /#EXT-X-MAP:URI="(.*)"/.exec(playlist)?.[1] ?? '';
    const uris = playlist.split('\n').filter((line) => line && !line.startsWith('#'));
    return Buffer.concat(await Promise.all([map, ...uris].map(get)));
  }

  it('can be played, with picture and sound together from the start', async () => {
    broadcast.feed(classId, {
      video: {
        feed: createFeed(router, sender.video),
        picture: { width: 960, height: 540, framesPerSecond: 30 },
      },
      audio: { feed: createFeed(router, sender.audio) },
    });
    await vi.waitFor(() => expect(isPlayable).toBe(true), 10_000);
    const [video, audio] = await Promise.all([recording('v540', 2), recording('a96', 2)]);
    const [flashes, tones] = [await onsets(video, 'video'), await onsets(audio, 'audio')];
    expect(flashes.length).toBeGreaterThanOrEqual(3);
    for (const flashS of flashes.slice(0, -1)) {
      const apartMs = Math.min(...tones.map((toneS) => Math.abs(toneS - flashS))) * 1000;
      expect(apartMs).toBeLessThan(80);
    }
  });

  it('goes on when FFmpeg is killed: its feeds are opened again', async () => {
    const [transcoder, ...others] = ownProcesses('-f sdp');
    expect(others).toEqual([]);
    process.kill(transcoder ?? 0, 'SIGKILL');
    await vi.waitFor(async () => {
      expect((await get('v540.m3u8')).toString()).toContain('#EXT-X-DISCONTINUITY\n');
    }, 10_000);
    expect(broadcast.overview(classId)).toMatchObject({ status: 'running', restarts: 1 });
  });

  it('ends when it is stopped, and leaves no transcoder behind', async () => {
    await broadcast.end(classId);
    expect((await get('v540.m3u8')).toString()).toContain('#EXT-X-ENDLIST');
    expect(ownProcesses('-f sdp')).toEqual([]);
  });
});
