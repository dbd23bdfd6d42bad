import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FragmentInfo, moveFragment, readFragment } from './pure/fragment.ts';
import { readInitSegment } from './pure/init-segment.ts';
import { missing } from './test-support/programs.ts';
import { type SampleMedia, decode, makeAudio, makeVideo, probe } from './test-support/sample-media.ts';

let video: SampleMedia;
let audio: SampleMedia;
beforeAll(async () => {
  if (!missing) [video, audio] = await Promise.all([makeVideo(), makeAudio()]);
});
beforeEach((context) => context.skip(missing !== undefined, missing));

/** A fragment's times and samples as FFprobe's packets tell them. */
async function judged({ bytes, fragments }: SampleMedia): Promise<FragmentInfo[]> {
  const { packets } = await probe(bytes);
  let next = 0;
  return fragments.map((fragment) => {
    const { samples } = readFragment(fragment);
    const own = packets.slice(next, next + samples);
    next += samples;
    return {
      startTicks: own[0]?.pts ?? Number.NaN,
      // No encoder of ours gives a frame before one that is shown earlier.
      shownAfterTicks: 0,
      durationTicks: own.reduce((sum, { duration }) => sum + duration, 0),
      samples: own.length,
      independent: own[0]?.flags.startsWith('K') ?? false,
    };
  });
}

describe('what is read of an encoder’s own bytes', () => {
  it('HLS-15 names a picture’s codec with the profile and level that ffprobe sees', async () => {
    const { stream } = await probe(video.bytes);
    const level = stream.level?.toString(16).toUpperCase().padStart(2, '0');
    const profile = { 'Constrained Baseline': '42C0', High: '6400' }[stream.profile];
    expect(readInitSegment(video.init)).toEqual({
      ...{ kind: 'video', codec: `avc1.${profile}${level}`, timescale: 90_000 },
      ...{ width: stream.width, height: stream.height },
    });
    expect(stream).toMatchObject({ codec_name: 'h264', width: 320, height: 180, time_base: '1/90000' });
  });

  it.each([1, 2, 6])('HLS-15 names a sound’s codec and its channels, %i of them', async (channels) => {
    const sound = await makeAudio(channels);
    const { stream } = await probe(sound.bytes);
    expect(stream).toMatchObject({ codec_name: 'aac', profile: 'LC', time_base: '1/48000', channels });
    expect(readInitSegment(sound.init)).toEqual({
      ...{ kind: 'audio', codec: 'mp4a.40.2', timescale: 48_000, channels },
    });
  });

  it('reads a picture’s fragments as ffprobe does', async () => {
    const read = video.fragments.map(readFragment);
    expect(read).toEqual(await judged(video));
    expect(read.filter(({ independent }) => independent)).toHaveLength(2);
    expect(read.reduce((sum, { samples }) => sum + samples, 0)).toBe(60);
  });

  it('reads the fragments of sound as ffprobe does, the samples from before zero too', async () => {
    const read = audio.fragments.map(readFragment);
    const expected = await judged(audio);
    expect(read.map(({ startTicks, samples }) => ({ startTicks, samples }))).toEqual(
      expected.map(({ startTicks, samples }) => ({ startTicks, samples })),
    );
    expect(read[0]?.startTicks).toBe(-1024);
    // The very last frame is cut to the length of the sound.
    expect(read.slice(0, -1).every(({ samples, durationTicks }) => durationTicks === samples * 1024)).toBe(
      true,
    );
  });

  it('moves a fragment without touching anything else, so that a decoder takes it there', async () => {
    const tenHoursTicks = 36_000 * 90_000;
    const moved = video.fragments.map((fragment) => {
      const copy = Buffer.from(fragment);
      moveFragment(copy, readFragment(copy).startTicks + tenHoursTicks);
      return copy;
    });
    const info = readFragment(moved[1] ?? Buffer.alloc(0));
    const before = readFragment(video.fragments[1] ?? Buffer.alloc(0));
    expect(info).toEqual({ ...before, startTicks: before.startTicks + tenHoursTicks });
    const media = Buffer.concat([video.init, ...moved]);
    expect((await probe(media)).packets[0]?.pts).toBe(tenHoursTicks);
    expect(await decode(media)).toEqual({ complaints: '', frames: 60 });
  });

  it('throws, and says what is missing, for an init segment cut short', () => {
    const [ftypEnd] = [video.init.readUInt32BE(0)];
    expect(() => readInitSegment(video.init.subarray(0, ftypEnd))).toThrow("no 'moov/trak/mdia/mdhd'");
  });

  it('throws for a codec that has no name yet', () => {
    const foreign = Buffer.from(video.init);
    foreign.write('vp09', foreign.indexOf('avc1'), 'latin1');
    expect(() => readInitSegment(foreign)).toThrow("a track of 'vp09'");
  });

  it('throws for a fragment without its track, and for a time that has no room to move', () => {
    const [fragment] = video.fragments;
    if (!fragment) throw new Error('there is no fragment');
    const headless = Buffer.from(fragment);
    headless.write('free', headless.indexOf('traf'), 'latin1');
    expect(() => readFragment(headless)).toThrow('without a traf box');
    const narrow = Buffer.from(fragment);
    narrow[narrow.indexOf('tfdt') + 4] = 0;
    expect(() => moveFragment(narrow, 0)).toThrow('32-bit time');
  });
});
