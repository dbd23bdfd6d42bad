import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PersonId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { findWorker } from '../ingest-server/sfu/worker-binary.ts';
import { Floor, Place } from '../ingest-server/sfu/stage/index.ts';
import type { Bench } from './bench.ts';
import { median } from './pure/median.ts';
import { type Trial, capacityOf, startTrial } from './stage/capacity.ts';

const ffmpeg = process.env['FFMPEG_PATH'] || 'ffmpeg';
const run = promisify(execFile);
const ROUNDS = 3;
const MOST = 2_000;
const QUICK_MOST = 200;
const professor = 'prof' as PersonId;

export const bench: Bench = {
  name: 'sfu-capacity',
  says: 'How many one worker sends 720p30 at 1.5 Mbit/s to before half a percent is missing: through our stage, and through mediasoup with no code of ours, in turns.',
  async run({ quick }) {
    const worker = await findWorker(process.env['MEDIASOUP_WORKER_BIN']);
    if (worker.is === 'missing') throw new Error(worker.reason);
    const folder = await mkdtemp(join(tmpdir(), 'rostrum-bench-capacity-'));
    try {
      const file = join(folder, 'source.mp4');
      await makeSource(file);
      const [ours, plain]: [number[], number[]] = [[], []];
      for (let round = 0; round < (quick ? 1 : ROUNDS); round += 1) {
        plain.push(await measure(worker.path, file, quick, plainly));
        ours.push(await measure(worker.path, file, quick, onOurStage));
      }
      return {
        ratio: Math.round((1000 * median(ours)) / median(plain)) / 1000,
        ours: median(ours),
        plain: median(plain),
        rounds: ours.length,
        load_1min: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(
  workerBin: string,
  file: string,
  quick: boolean,
  consumerOf: (trial: Trial) => Promise<() => Promise<types.Consumer>>,
): Promise<number> {
  const trial = await startTrial(workerBin, file);
  try {
    return await capacityOf(trial, await consumerOf(trial), quick ? QUICK_MOST : MOST);
  } finally {
    await trial.close();
  }
}

async function plainly({ router, producer, openWay }: Trial) {
  return async () => {
    const way = await openWay();
    return way.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
  };
}

/** As the programme comes to those who are on the stage: everything but the encryption of a browser's transport. */
async function onOurStage({ router, producer, openWay }: Trial) {
  const standing = { isStaff: false, is: 'guest', held: [], mayShareScreen: false } as const;
  const floor = new Floor({
    router,
    standingOf: () => standing,
    now: Date.now,
    handleTrouble: (error) => {
      throw error;
    },
  });
  const device = { source: 'studio', handleReplaced: () => undefined } as const;
  floor.add({ producer, personId: professor, source: 'programme', isWanted: true, device });
  let guests = 0;
  return async () => {
    const place = new Place(floor, `guest-${(guests += 1)}` as PersonId);
    const way = await openWay();
    const made = new Promise<types.Consumer>((resolve) => way.observer.once('newconsumer', resolve));
    const rtpCapabilities = { ...router.rtpCapabilities };
    const asked = { transportId: way.id, producerId: producer.id, rtpCapabilities };
    const reply = await place.consume(way, router, { type: 'media.consume', ...asked });
    if (!reply.ok) throw new Error(reply.refusal.text);
    const consumer = await made;
    await place.set({ type: 'media.consumer.set', consumerId: consumer.id, on: true });
    return consumer;
  };
}

async function makeSource(file: string): Promise<void> {
  await run(ffmpeg, [
    ...[
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=1280x720:r=30',
      '-t',
      '10',
      '-pix_fmt',
      'yuv420p',
    ],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-tune',
      'zerolatency',
      '-profile:v',
      'baseline',
      '-g',
      '30',
    ],
    ...['-b:v', '1500k', '-maxrate', '1500k', '-bufsize', '750k', file],
  ]);
}
