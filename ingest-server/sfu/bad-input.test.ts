import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { types } from 'mediasoup';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { missingFfmpeg } from './test-support/ffmpeg.ts';
import { makeChangingH264 } from './test-support/changing-h264.ts';
import { OnAir } from './test-support/on-air.ts';
import { onsets } from './test-support/onsets.ts';
import { type Sender, type SenderOptions, startSender } from './test-support/sender.ts';
import { missingWorker, startWorker } from './test-support/worker.ts';

const missing = missingWorker ?? missingFfmpeg;
/** Long enough for three segments. */
const LASTS_MS = 6_500;
/** A part's length, its encoding and its way; on a loaded machine more. */
const AGE_MAX_MS = 2_500;
/** FFmpeg as a sender tells its clocks no better; what a browser’s come to is measured by `av-sync`. */
const APART_MAX_MS = 120;

let worker: types.Worker;
let router: types.Router;
let folder: string;

beforeAll(async () => {
  if (missing) return;
  ({ worker, router } = await startWorker());
  folder = await mkdtemp(join(tmpdir(), 'rostrum-bad-input-'));
});
beforeEach(({ skip }) => skip(missing !== undefined, missing));
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
  worker?.close();
});

interface Scene {
  air: OnAir;
  send: (options?: SenderOptions) => Promise<Sender>;
}

/** Each has its own air, for two are on at a time: most of it is waiting. */
const it = test.extend<Scene>({
  // eslint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs off its first parameter
  air: async ({}, use) => {
    const air = new OnAir(router);
    await use(air);
    await air.close();
  },
  // eslint-disable-next-line no-empty-pattern
  send: async ({}, use) => {
    const senders: Sender[] = [];
    await use(async (options = {}) => {
      const sender = await startSender(router, options);
      senders.push(sender);
      return sender;
    });
    for (const sender of senders) sender.close();
  },
});

/** Until this much more has come out, on both kinds of rung; then it must have come in time. */
async function goesOn(air: OnAir, forMs = LASTS_MS): Promise<void> {
  const before = await air.edge('v540');
  await vi.waitFor(
    async () => {
      expect((await air.edge('v540')).mediaMs - before.mediaMs).toBeGreaterThan(forMs);
      expect((await air.edge('a96')).mediaMs - before.mediaMs).toBeGreaterThan(forMs - 500);
    },
    { timeout: forMs * 2 + 5_000, interval: 200 },
  );
  expect((await air.edge('v540')).ageMs).toBeLessThan(AGE_MAX_MS);
  expect((await air.edge('a96')).ageMs).toBeLessThan(AGE_MAX_MS);
  expect(air.overview.status).toBe('running');
}

/** Flashes and tones of the newest run are made together; those at its ends may have lost their fellow. */
async function soundAndPictureAreTogether(air: OnAir): Promise<void> {
  const { flashes, tones } = await vi.waitFor(
    async () => {
      const found = await newestFlashes(air);
      expect(found.flashes.length).toBeGreaterThanOrEqual(4);
      return found;
    },
    { timeout: 15_000, interval: 1_000 },
  );
  for (const flashS of flashes.slice(1, -1)) {
    const apartMs = Math.min(...tones.map((toneS) => Math.abs(toneS - flashS))) * 1000;
    expect(apartMs).toBeLessThan(APART_MAX_MS);
  }
}

async function newestFlashes(air: OnAir): Promise<{ flashes: number[]; tones: number[] }> {
  const [video, audio] = [(await air.record('v540')).at(-1), (await air.record('a96')).at(-1)];
  if (!video || !audio) throw new Error('nothing was recorded');
  return { flashes: await onsets(video, 'video'), tones: await onsets(audio, 'audio') };
}

describe.concurrent('HLS-73: a programme goes on, with sound and picture together, from a line that', () => {
  it.for<[string, SenderOptions]>([
    ['loses one packet of twenty', { shape: { lossPct: 5 } }],
    ['sends packets in another order', { shape: { reorderPct: 15 } }],
    ['doubles packets', { shape: { duplicatePct: 25 } }],
    [
      'does all of this, late and unevenly',
      {
        shape: { lossPct: 2, reorderPct: 5, duplicatePct: 5, delayMs: 80, jitterMs: 30 },
      },
    ],
  ])('%s', { timeout: 60_000 }, async ([, options], { air, send }) => {
    const sender = await send(options);
    air.feed(sender);
    await air.untilPlayable(20_000);
    await goesOn(air);
    expect(air.overview.restarts).toBe(0);
    await soundAndPictureAreTogether(air);
  });
});

describe.concurrent('HLS-73: a programme goes on when its studio', { timeout: 60_000 }, () => {
  it.for([5, 60])('sends %i frames a second', async (framesPerSecond, { air, send }) => {
    const sender = await send({ framesPerSecond, width: 640, height: 540 });
    air.feed(sender, { width: 640, height: 540, framesPerSecond });
    await air.untilPlayable(20_000);
    await goesOn(air);
    expect(air.overview.restarts).toBe(0);
    expect(air.overview.framesPerSecond).toBeLessThan(31);
    if (framesPerSecond < 30) expect(air.overview.framesPerSecond).toBeLessThan(8);
  });

  it.for(['VP8', 'VP9'] as const)('sends %s', async (codec, { air, send }) => {
    const sender = await send({ codec, width: 640, height: 540 });
    air.feed(sender, { width: 640, height: 540, framesPerSecond: 30 });
    await air.untilPlayable(20_000);
    await goesOn(air);
    // A machine that does much else at once takes a moment for all of them.
    await expect.poll(() => air.overview.framesPerSecond, { timeout: 20_000 }).toBeGreaterThan(15);
  });

  it('changes its codec', async ({ air, send }) => {
    const before = await send();
    air.feed(before);
    await air.untilPlayable(20_000);
    await goesOn(air, 2_500);
    air.feed(await send({ codec: 'VP8' }));
    before.close();
    await goesOn(air);
    expect((await air.edge('v540')).discontinuities).toBeGreaterThan(0);
    expect(air.told('a transcoder is started').length).toBeGreaterThan(1);
  });

  it('changes the size of its picture in the middle', async ({ air, send }) => {
    const h264File = await makeChangingH264(folder, [
      { width: 960, height: 540 },
      { width: 640, height: 480 },
      { width: 480, height: 270 },
    ]);
    air.feed(await send({ h264File }));
    await air.untilPlayable(20_000);
    await goesOn(air, 8_000);
    const overview = air.overview;
    expect(overview.rungs.find(({ name }) => name === 'v540')).toMatchObject({ width: 960, height: 540 });
    expect(air.told('the picture that comes in has another size')).not.toEqual([]);
  });

  it('does not say how large its picture is', async ({ air, send }) => {
    const sender = await send({ width: 640, height: 800 });
    air.feed(sender, 'unsaid');
    await air.untilPlayable(20_000);
    expect(air.overview.rungs[0]).toMatchObject({ name: 'v800', width: 640, height: 800 });
    expect(air.told('its picture is known')).toHaveLength(1);
  });

  it('never sends a sound', async ({ air, send }) => {
    const sender = await send({ silent: 'sound' });
    air.feed(sender);
    await air.untilPlayable(25_000);
    await goesOn(air);
    expect(air.told('"sound":"silence"')).not.toEqual([]);
  });

  it('has no sound to send', async ({ air, send }) => {
    const { video } = await send();
    air.feed({ video });
    await air.untilPlayable(20_000);
    await goesOn(air);
    expect(air.told('"sound":"silence"')).not.toEqual([]);
  });

  it('never sends a picture', async ({ air, send }) => {
    const sender = await send({ silent: 'picture' });
    air.feed(sender);
    await air.untilPlayable(25_000);
    await goesOn(air);
    expect(air.told('"picture":"no-picture"')).not.toEqual([]);
  });

  it.for<[string, number]>([
    ['forward', 100],
    ['back', -100],
    ['forward', 2],
    ['back', -2],
    ['forward', 0.5],
    ['back', -0.5],
  ])('has a clock that jumps %s by %f seconds', async ([, jumpS], { air, send }) => {
    const sender = await send();
    air.feed(sender);
    await air.untilPlayable(20_000);
    await goesOn(air, 4_500);
    const [video, audio] = sender.lines;
    if (!video || !audio) throw new Error('a line is missing');
    video.clockTicks += jumpS * 90_000;
    audio.clockTicks += jumpS * 48_000;
    // A run that can't follow is begun anew: that takes a moment.
    await goesOn(air, 9_000);
    expect((await air.edge('v540')).ageMs).toBeLessThan(AGE_MAX_MS);
  });

  it('falls silent, and is back', async ({ air, send }) => {
    const sender = await send();
    air.feed(sender);
    await air.untilPlayable(20_000);
    sender.stop();
    await goesOn(air, 4_500);
    expect(air.told('"picture":"reconnecting"')).not.toEqual([]);
    sender.restart({});
    await goesOn(air);
    await soundAndPictureAreTogether(air);
  });
});
