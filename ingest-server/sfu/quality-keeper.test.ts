import type { ClassId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ingestOverview } from './ingest-overview.ts';
import { ProducerWatch } from './producer-watch.ts';
import { QualityKeeper } from './quality-keeper.ts';
import { missingFfmpeg } from './test-support/ffmpeg.ts';
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

const incoming = () => ({ video: sender.video, audio: sender.audio, transport: undefined });

describe('QualityKeeper', () => {
  it('HLS-74: reads every second how a programme comes in, with the frames that its sender makes', async () => {
    const keeper = new QualityKeeper({
      ...{ incoming: () => [[classId, incoming()]], now: Date.now },
      handleTroubles: () => undefined,
    });
    try {
      await vi.waitFor(() => expect(keeper.seconds(classId).at(-1)?.framesPerSecond).toBeDefined(), 10_000);
      const newest = keeper.seconds(classId).at(-1);
      expect(newest?.videoBps).toBeGreaterThan(300_000);
      expect(newest?.audioBps).toBeGreaterThan(30_000);
      expect(newest?.framesPerSecond).toBeGreaterThan(20);
      expect(newest?.framesPerSecond).toBeLessThan(40);
      expect(keeper.seconds('another' as ClassId)).toEqual([]);
      const overview = await ingestOverview(incoming(), keeper.seconds(classId));
      expect(overview).toMatchObject({ lossPct: 0, codec: 'H264', framesPerSecond: newest?.framesPerSecond });
      expect(overview?.jitterMs).toBeLessThan(100);
      // Its sender makes two in a second.
      expect(overview?.keyframeAgeMs).toBeLessThan(1_000);
      expect(overview?.lately.seconds).toBeGreaterThan(1);
    } finally {
      keeper.close();
    }
  });

  it('forgets what is older than ten minutes', async () => {
    let now = 0;
    let isThere = true;
    const keeper = new QualityKeeper({
      ...{ incoming: () => (isThere ? [[classId, incoming()]] : []), now: () => now },
      handleTroubles: () => undefined,
    });
    try {
      await vi.waitFor(() => expect(keeper.seconds(classId)).not.toEqual([]), 5000);
      isThere = false;
      now = 601_000;
      await vi.waitFor(() => expect(keeper.seconds(classId)).toEqual([]), 5000);
    } finally {
      keeper.close();
    }
  });

  it('HLS-74: tells when a trouble begins, and when it is over', async () => {
    const told: string[] = [];
    const keeper = new QualityKeeper({
      ...{ incoming: () => [[classId, incoming()]], now: Date.now },
      handleTroubles: (_, troubles) => told.push(troubles.join(' and ') || 'none'),
    });
    try {
      sender.stop();
      await vi.waitFor(() => expect(told.at(-1)).toBe('no-picture and no-sound'), 15_000);
      sender.restart({});
      await vi.waitFor(() => expect(told.at(-1)).toBe('none'), 15_000);
      expect(told.length).toBeLessThan(5);
    } finally {
      keeper.close();
    }
  }, 40_000);

  it('has nothing to tell of a class that sends nothing', async () => {
    const none = { video: undefined, audio: undefined, transport: undefined };
    expect(await ingestOverview(none, [])).toBeUndefined();
    expect(await ingestOverview(undefined, [])).toBeUndefined();
  });
});

it('knows when the last key frame came, for all who would ask for one', async () => {
  const watch = ProducerWatch.of(sender.video);
  const before = watch.lastKeyFrameAt;
  await vi.waitFor(() => expect(watch.lastKeyFrameAt).toBeGreaterThan(before), 5000);
  expect(ProducerWatch.of(sender.video)).toBe(watch);
});
