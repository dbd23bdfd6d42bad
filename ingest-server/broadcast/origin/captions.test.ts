import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { ProgrammeArchive } from '../archive/index.ts';
import type { LocalArchive } from '../archive/local-archive.ts';
import { type Surroundings, openFileStore, openSurroundings } from '../archive/test-support/surroundings.ts';
import type { CaptionLine, Captions } from '../pure/captions.ts';
import { type OriginSurroundings, openOrigin } from '../test-support/origin-surroundings.ts';
import { missing } from '../test-support/programs.ts';
import { readPlaylist } from '../test-support/read-playlist.ts';
import { type SampleMedia, makeAudio, makeVideo } from '../test-support/sample-media.ts';

let media: { video: SampleMedia; audio: SampleMedia };
beforeAll(async () => {
  if (missing) return;
  const [video, audio] = await Promise.all([makeVideo(), makeAudio()]);
  media = { video, audio };
});

const BEGAN_MS = 1_800_000_000_000;
const PART_MS = 267;
const classId = 'c1' as ClassId;
const streamId = 'st1' as StreamId;

let surroundings: Surroundings;
let archive: LocalArchive;
let kept: ProgrammeArchive;
let its: OriginSurroundings;
let isOnAir: boolean;
let nowMs: number;
let language: string | undefined;
let lines: readonly CaptionLine[];
let recorded: Captions | undefined;
beforeEach(async (context) => {
  context.skip(missing !== undefined, missing);
  surroundings = await openSurroundings(await openFileStore());
  archive = await surroundings.start();
  kept = await archive.open(classId, streamId);
  [isOnAir, language, lines, recorded] = [true, 'en', [], undefined];
  nowMs = BEGAN_MS + PART_MS;
  its = await openOrigin(media, {
    archive: kept,
    findKept: (of, stream) => archive.find(of as ClassId, stream as StreamId),
    isOnAir: () => isOnAir,
    wallNow: () => nowMs,
    captions: {
      languageOf: () => language,
      linesOf: () => Promise.resolve(lines),
      find: () => Promise.resolve(recorded),
    },
  });
  its.begin();
});
afterEach(async () => {
  await its?.close();
  await surroundings?.close();
  expect(its?.failures ?? []).toEqual([]);
});

const get = (file: string) => its.client.get(`/live/c1/${file}`);

/** Parts come as they are made. */
function addPicture(startMs: number): void {
  nowMs = BEGAN_MS + startMs + PART_MS;
  its.addPicture(startMs);
}

function addSegment(index: number): void {
  for (let part = 0; part < 8; part += 1) if (index + part > 0) addPicture(index * 2_000 + part * PART_MS);
}

function say(text: string, at: number): void {
  lines = [...lines, { lineId: `l${lines.length}`, text, at, from: at - 3_000, until: at - 1_500 }];
}

/** Wall clock of the segment's first sample, as a player reads it. */
async function beginOf(file: string, msn: number): Promise<number> {
  const segment = readPlaylist((await get(file)).text).segments.find((one) => one.msn === msn);
  return segment?.wallMs ?? Number.NaN;
}

describe('captions of a class on air', () => {
  it('HLS-84 are there for a class that is captioned, and for no other', async () => {
    expect((await get('main.m3u8')).text).toContain('TYPE=SUBTITLES');
    language = undefined;
    expect((await get('main.m3u8')).text).not.toContain('SUBTITLES');
  });

  it('HLS-85 wait for a whole segment, also for the first', async () => {
    const first = get('captions.m3u8');
    await its.soon(() => addSegment(0));
    await its.soon(() => addPicture(2_000));
    const listed = readPlaylist((await first).text);
    expect(listed.segments.map(({ msn, uri }) => [msn, uri])).toEqual([[1, 'captions/1.vtt?s=st1']]);
    expect([listed.hint, listed.text.includes('EXT-X-MAP')]).toEqual([undefined, false]);
    const next = get('captions.m3u8?_HLS_msn=2&s=st1');
    await its.soon(() => addSegment(1));
    await its.soon(() => addPicture(4_000));
    expect(readPlaylist((await next).text).segments.at(-1)?.msn).toBe(2);
    expect((await get('captions.m3u8?_HLS_msn=9')).status).toBe(400);
    expect((await get('v180.m3u8')).text).toContain('URI="captions.m3u8?s=st1",LAST-MSN=2\n');
  });

  it('HLS-81, HLS-83 stand in the segment in which they came, and in the next while they are shown', async () => {
    addSegment(0);
    addSegment(1);
    addSegment(2);
    addPicture(6_000);
    const wallMs = await beginOf('captions.m3u8', 2);
    say('Good morning.', wallMs + 1_000);
    const [one, two, three] = await Promise.all([1, 2, 3].map((msn) => get(`captions/${msn}.vtt?s=st1`)));
    expect([two?.status, two?.headers.get('content-type')]).toEqual([200, 'text/vtt; charset=utf-8']);
    expect(two?.headers.get('cache-control')).toBe('public, max-age=60');
    expect(one?.text).not.toContain('Good morning.');
    // Segment 2 stands at four seconds of the media.
    expect(two?.text).toContain('l0\n00:00:05.000 --> 00:00:06.500\nGood morning.\n');
    expect(three?.text).toContain('l0\n00:00:05.000 --> 00:00:06.500\nGood morning.\n');
  });

  it('say what was corrected, and nothing is kept of how it was', async () => {
    addSegment(0);
    addPicture(2_000);
    say('Good mourning.', (await beginOf('captions.m3u8', 1)) + 500);
    expect((await get('captions/1.vtt?s=st1')).text).toContain('mourning');
    lines = lines.map((line) => ({ ...line, text: 'Good morning.' }));
    expect((await get('captions/1.vtt?s=st1')).text).toContain('Good morning.');
  });

  it('are not found where there is no segment, or not yet', async () => {
    expect((await get('captions/1.vtt?s=st1')).status).toBe(404);
    expect((await get('captions/99.vtt?s=st1')).status).toBe(404);
    expect((await get('captions/1.vtt?s=other')).status).toBe(404);
  });

  it('that have left the memory are there all the same', async () => {
    for (let index = 0; index < 30; index += 1) addSegment(index);
    addPicture(60_000);
    await archive.settled();
    const dvr = readPlaylist((await get('captions-dvr.m3u8')).text);
    expect(dvr.segments.map(({ msn }) => msn)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    say('Long ago.', dvr.segments[2]!.wallMs + 100);
    expect((await get('captions/3.vtt?s=st1')).text).toContain('00:00:06.100 --> ');
  });
});

describe('captions of a recording', () => {
  async function end(): Promise<void> {
    for (let index = 0; index < 3; index += 1) addSegment(index);
    addPicture(6_000);
    its.timeline.end();
    await kept.finish();
    await archive.settled();
    isOnAir = false;
  }

  it('HLS-82 stand where they were said', async () => {
    await end();
    const wallMs = await beginOf('v180-recording.m3u8?s=st1', 2);
    recorded = {
      language: 'de',
      lines: [
        { lineId: 'l0', text: 'Hallo.', at: wallMs + 3_000, from: wallMs + 500, until: wallMs + 1_700 },
      ],
    };
    const multivariant = (await get('recording.m3u8?s=st1')).text;
    expect(multivariant).toContain('LANGUAGE="de"');
    expect(multivariant).toContain('URI="captions-recording.m3u8?s=st1"');
    const listed = readPlaylist((await get('captions-recording.m3u8?s=st1')).text);
    expect([listed.ended, listed.segments.length]).toEqual([true, 4]);
    expect(listed.segments[1]?.uri).toBe('captions/2-said.vtt?s=st1');
    const two = await get('captions/2-said.vtt?s=st1');
    expect(two.text).toContain('00:00:04.500 --> 00:00:05.700\nHallo.\n');
    expect((await get('captions/3-said.vtt?s=st1')).text).not.toContain('Hallo.');
  });

  it('HLS-82 stand there also while its stream is in memory yet, and those who are still watching it have theirs', async () => {
    await end();
    isOnAir = true;
    const wallMs = await beginOf('v180-recording.m3u8?s=st1', 2);
    say('Hallo.', wallMs + 2_500);
    const listed = readPlaylist((await get('captions-recording.m3u8?s=st1')).text);
    expect(listed.segments[1]?.uri).toBe('captions/2-said.vtt?s=st1');
    const texts = await Promise.all(
      ['2-said', '2', '3'].map(async (name) => (await get(`captions/${name}.vtt?s=st1`)).text),
    );
    expect(texts.map((text) => text.includes('Hallo.'))).toEqual([true, false, true]);
  });

  it('HLS-84 are none where nothing was said', async () => {
    await end();
    expect((await get('recording.m3u8?s=st1')).text).not.toContain('SUBTITLES');
    expect((await get('captions/2.vtt?s=st1')).status).toBe(404);
  });
});
