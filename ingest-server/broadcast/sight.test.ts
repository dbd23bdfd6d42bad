import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { type Broadcast, createBroadcast } from './index.ts';
import { ffmpeg, missing } from './test-support/programs.ts';
import { type Studio, startStudio } from './test-support/studio.ts';

const classId = 'c1' as ClassId;
const size = { width: 640, height: 360, framesPerSecond: 30 };

// A box that goes on and off each half second, as restless as a face. From the twelfth second on all is black and silent
// for six seconds, from the thirtieth on the picture stands for six: there is none, and the one before it is shown again.
const restless = "drawbox=x=40:y=40:w=160:h=90:t=fill:color=white:enable='lt(mod(t,1),0.5)'";
const black = "drawbox=x=0:y=0:w=iw:h=ih:t=fill:color=black:enable='between(t,12,18)'";
const picture = `color=c=0x606060:s=640x360:r=30,${restless},${black},select='not(between(t,30,36))',fps=30`;
const sound = "sine=1000:r=48000,volume=0:enable='between(t,12,18)'";

/** Since when it is so, till it is told: the fault itself is a little older. */
const TOLD_WITHIN_MS = 2_500;

let studio: Studio;
let broadcast: Broadcast;

beforeAll(async () => {
  if (missing || !ffmpeg) return;
  studio = await startStudio({ picture, sound });
  const quiet = () => undefined;
  let streams = 0;
  broadcast = createBroadcast({
    ...{ ffmpeg: { is: 'found', binary: ffmpeg }, cores: 2, now: Date.now },
    logger: { info: quiet, warn: quiet, error: quiet, debug: quiet },
    makeStreamId: () => `st${(streams += 1)}` as StreamId,
    cpuPressure: () => Promise.resolve(0),
    handlePlayable: () => undefined,
    handleOver: () => undefined,
  });
  broadcast.feed(classId, {
    video: { feed: studio.video, picture: size },
    audio: { feed: studio.audio },
  });
});
beforeEach((context) => context.skip(missing !== undefined, missing));
afterAll(async () => {
  await broadcast?.close();
  studio?.close();
});

type Kind = 'blackSince' | 'frozenSince' | 'silentSince';

const told = (): Partial<Record<Kind, number>> => {
  const { blackSince, frozenSince, silentSince } = broadcast.overview(classId) ?? {};
  return {
    ...(blackSince === undefined ? {} : { blackSince }),
    ...(frozenSince === undefined ? {} : { frozenSince }),
    ...(silentSince === undefined ? {} : { silentSince }),
  };
};
const until = (kinds: readonly Kind[]) =>
  vi.waitFor(() => expect(Object.keys(told()).sort()).toEqual([...kinds].sort()), {
    ...{ timeout: 25_000, interval: 20 },
  });

// In order: each waits for what its studio does next.
describe('what goes out (HLS-90)', () => {
  it('is told to be black and silent within seconds, and no more when it is over', async () => {
    await vi.waitFor(() => expect(broadcast.overview(classId)?.status).toBe('running'), {
      ...{ timeout: 10_000, interval: 20 },
    });
    expect(told()).toEqual({});
    await until(['blackSince', 'silentSince']);
    const now = Date.now();
    for (const since of Object.values(told())) expect(now - since).toBeLessThan(TOLD_WITHIN_MS);
    const before = told();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told()).toEqual(before);
    await until([]);
  });

  it('HLS-96 is made at the pace of the clock', () => {
    expect(broadcast.overview(classId)?.speed).toBeGreaterThan(0.9);
    expect(broadcast.overview(classId)?.speed).toBeLessThan(1.1);
  });

  it('is told to stand still within seconds, and no more when it moves', async () => {
    await until(['frozenSince']);
    expect(Date.now() - (told().frozenSince ?? 0)).toBeLessThan(TOLD_WITHIN_MS);
    await until([]);
  });

  it('is silent while its studio sends no sound, and nothing is told while our own picture is shown', async () => {
    broadcast.feed(classId, { video: { feed: studio.video, picture: size }, audio: undefined });
    await until(['silentSince']);
    expect(broadcast.slate(classId, true)).toBe(true);
    await vi.waitFor(() => expect(broadcast.overview(classId)?.slate).toBe('chosen'), {
      ...{ timeout: 10_000, interval: 20 },
    });
    expect(told()).toEqual({});
  });
});
