import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { type Broadcast, type CaptionLine, type TappedSegment, createBroadcast } from './index.ts';
import { SEGMENT_MS } from './pure/rendition.ts';
import { type LiveClient, openLiveClient } from './test-support/live-client.ts';
import { ffmpeg, missing } from './test-support/programs.ts';
import { readPlaylist } from './test-support/read-playlist.ts';
import { type Studio, startStudio, studioPicture } from './test-support/studio.ts';

const classId = 'c1' as ClassId;
/** A segment is told of with its last part, which takes its time through an encoder. */
const ENCODING_MS = 1_000;

let studio: Studio;
let broadcast: Broadcast;
let client: LiveClient;
let lines: readonly CaptionLine[] = [];
let isPlayable = false;
const inits: number[] = [];
const heard: TappedSegment[] = [];
let isTapClosed = false;

const get = (address: string) => client.get(`/live/c1/${address}`);

beforeAll(async () => {
  if (missing || !ffmpeg) return;
  studio = await startStudio();
  const quiet = {
    ...{ info: () => undefined, warn: () => undefined },
    ...{ error: () => undefined, debug: () => undefined },
  };
  broadcast = createBroadcast({
    ...{ ffmpeg: { is: 'found', binary: ffmpeg }, cores: 2, now: Date.now, logger: quiet },
    makeStreamId: () => 'st1' as StreamId,
    handlePlayable: () => (isPlayable = true),
    handleOver: () => undefined,
    captions: {
      languageOf: () => 'en',
      linesOf: () => Promise.resolve(lines),
      find: () => Promise.resolve(undefined),
    },
    openSoundTap: () => ({
      addInit: (run) => inits.push(run),
      addSegment: (segment) => heard.push(segment),
      close: () => (isTapClosed = true),
    }),
  });
  client = await openLiveClient((request, response) => broadcast.handleLive(request, response));
  const { video, audio } = studio;
  broadcast.feed(classId, { video: { feed: video, picture: studioPicture }, audio: { feed: audio } });
  await vi.waitFor(() => expect(isPlayable).toBe(true), { timeout: 10_000, interval: 20 });
});
beforeEach((context) => context.skip(missing !== undefined, missing));
afterAll(async () => {
  await broadcast?.close();
  await client?.close();
  studio?.close();
});

/** Reloads as a player does, until this is in a segment; with that segment, and when it was there. */
async function untilShown(text: string): Promise<{ msn: number; wallMs: number; endMs: number; at: number }> {
  let query = '';
  for (;;) {
    const playlist = readPlaylist((await get(`captions.m3u8${query}`)).text);
    for (const { msn, uri, wallMs, durationS = 0 } of playlist.segments) {
      const segment = await get(uri ?? '');
      if (segment.text.includes(text))
        return { msn, wallMs, endMs: wallMs + durationS * 1000, at: segment.at };
    }
    query = `?_HLS_msn=${(playlist.segments.at(-1)?.msn ?? 0) + 1}`;
  }
}

describe('captions beside a real encoder', () => {
  it('HLS-81 come out with the segment in which they came, within its length', async () => {
    expect((await get('main.m3u8')).text).toContain('TYPE=SUBTITLES');
    const at = Date.now();
    lines = [{ lineId: 'l1', text: 'Now.', at, from: at - 2_000, until: at - 800 }];
    const shown = await untilShown('Now.');
    expect(shown.at - at).toBeLessThan(SEGMENT_MS + ENCODING_MS);
    expect(shown.endMs).toBeGreaterThan(at);
    const before = await get(`captions/${shown.msn - 1}.vtt?s=st1`);
    expect([200, 404]).toContain(before.status);
    expect(before.text).not.toContain('Now.');
  });

  it('HLS-86 leave the sound as it is, which is there for whoever listens', async () => {
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1), { timeout: 10_000 });
    expect(inits).toEqual([0]);
    const [first, second] = heard;
    expect(first?.parts.length).toBeGreaterThan(3);
    expect(second!.wallMs - first!.wallMs).toBeGreaterThan(1_500);
    expect(second!.wallMs - first!.wallMs).toBeLessThan(2_500);
    await broadcast.end(classId);
    expect(isTapClosed).toBe(true);
  });
});
