import { LIVE_PICTURE_EVERY_MS } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProgrammeArchive } from './archive/index.ts';
import type { LocalArchive } from './archive/local-archive.ts';
import { type Surroundings, openFileStore, openSurroundings } from './archive/test-support/surroundings.ts';
import { Lifeline } from './lifeline.ts';
import { MomentPictures } from './moment-pictures.ts';
import { type OriginSurroundings, openOrigin } from './test-support/origin-surroundings.ts';
import { ffmpeg, missing } from './test-support/programs.ts';
import { type SampleMedia, makeAudio, makeVideo, probe } from './test-support/sample-media.ts';

let media: { video: SampleMedia; audio: SampleMedia };
beforeAll(async () => {
  if (missing) return;
  const [video, audio] = await Promise.all([makeVideo(), makeAudio()]);
  media = { video, audio };
});

let surroundings: Surroundings;
let archive: LocalArchive;
let kept: ProgrammeArchive;
let its: OriginSurroundings;
let lifeline: Lifeline;
let pictures: MomentPictures;
let closing: AbortController;
const troubles: unknown[] = [];
beforeEach(async (context) => {
  context.skip(missing !== undefined, missing);
  surroundings = await openSurroundings(await openFileStore());
  archive = await surroundings.start();
  kept = await archive.open('c1' as ClassId, 'st1' as StreamId);
  lifeline = new Lifeline(() => undefined);
  closing = new AbortController();
  pictures = new MomentPictures({
    ...{ ffmpeg: ffmpeg!, lifeline, signal: closing.signal },
    handleTrouble: (error) => troubles.push(error),
  });
  let nowMs = 1_800_000_000_000;
  its = await openOrigin(media, { archive: kept, pictures, wallNow: () => nowMs });
  its.begin();
  // A minute, of which the beginning has left the memory.
  for (let index = 0; index < 32; index += 1) {
    nowMs += 2_000;
    its.addSegment(index);
  }
  its.addPicture(64_000);
  await archive.settled();
});
afterEach(async () => {
  closing?.abort();
  lifeline?.close();
  await its?.close();
  await surroundings?.close();
  expect(troubles.splice(0)).toEqual([]);
});

const get = (slot: number) => its.client.get(`/live/c1/pictures/${slot}.jpg?s=st1`);
const slotOf = (msn: number) => {
  const wallMs = kept.segments('v180').find((one) => one.msn === msn)?.wallMs ?? 0;
  return Math.ceil(wallMs / LIVE_PICTURE_EVERY_MS);
};

describe('a lecture that is live', () => {
  it('shows a small picture of any moment since it began, from memory and from the archive', async () => {
    for (const slot of [slotOf(1), slotOf(25)]) {
      const { status, headers, body } = await get(slot);
      expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect(headers.get('cache-control')).toContain('immutable');
      expect((await probe(body)).stream).toMatchObject({ codec_name: 'mjpeg', width: 160, height: 90 });
    }
  });

  it('has none of what was before it, and of what is to come', async () => {
    for (const slot of [slotOf(1) - 5, slotOf(32) + 50]) {
      const { status, headers } = await get(slot);
      expect(status).toBe(404);
      expect(headers.get('cache-control')).not.toContain('immutable');
    }
  });
});

describe('a picture of a moment', () => {
  const read = () => Promise.resolve([media.video.init, ...media.video.fragments]);

  it('is made once for all who ask for it', async () => {
    let reads = 0;
    const counted = () => {
      reads += 1;
      return read();
    };
    const [one, other] = await Promise.all([pictures.get('a', counted), pictures.get('a', counted)]);
    const again = await pictures.get('a', counted);
    expect(one).toBeDefined();
    expect([other === one, again === one, reads]).toEqual([true, true, 1]);
  });

  it('is refused where too many are asked for at once, and made when there is time again', async () => {
    const nothing = () => Promise.resolve(undefined);
    const many = Array.from({ length: 30 }, (_, i) => pictures.get(`many ${i}`, nothing));
    expect(await pictures.get('late', read)).toBeUndefined();
    await Promise.all(many);
    expect(await pictures.get('late', read)).toBeDefined();
  });

  it('that can’t be made is told, and tried again when it is asked for again', async () => {
    const broken = () => Promise.reject(new Error('the store is away'));
    expect(await pictures.get('a', broken)).toBeUndefined();
    expect(troubles.splice(0)).toEqual([new Error('the store is away')]);
    expect(await pictures.get('a', read)).toBeDefined();
  });
});
