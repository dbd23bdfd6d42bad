import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Picture } from '@rostrum/protocol/media';
import type { StreamId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { ProgrammeIntake } from './programme-intake.ts';
import { missingWorker, pictureParameters, soundParameters, startWorker } from './test-support/worker.ts';

let worker: types.Worker;
let router: types.Router;
beforeAll(async () => {
  if (!missingWorker) ({ worker, router } = await startWorker());
});
afterAll(() => worker?.close());

const transports: types.Transport[] = [];
let said: string[];
let intake: ProgrammeIntake;
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  said = [];
  let streams = 0;
  intake = new ProgrammeIntake(() => `st${(streams += 1)}` as StreamId, {
    handleStart(streamId, { video, audio }) {
      const kinds = [video && `picture ${video.picture.width}`, audio && 'sound'].filter(Boolean);
      said.push(`start ${streamId} with ${kinds.join(' and ')}`);
    },
    handleStop: (streamId, reason) => said.push(`stop ${streamId} ${reason}`),
  });
});
afterEach(() => {
  for (const transport of transports.splice(0)) transport.close();
});

const small: Picture = { width: 960, height: 540, framesPerSecond: 30 };

/** A studio's way in, with what it sends over it. */
async function openStudio(at = router) {
  const transport = await at.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    comedia: true,
  });
  transports.push(transport);
  const way = { transportId: transport.id, router: at };
  let ssrc = 1000;
  return {
    transport,
    async sendPicture(picture?: Picture) {
      const producer = await transport.produce({
        kind: 'video',
        rtpParameters: pictureParameters((ssrc += 1)),
      });
      intake.add(way, producer, picture);
      return producer;
    },
    async sendSound() {
      const producer = await transport.produce({
        kind: 'audio',
        rtpParameters: soundParameters((ssrc += 1)),
      });
      intake.add(way, producer);
      return producer;
    },
  };
}

const untilSaid = (line: string) => vi.waitFor(() => expect(said).toContain(line), { timeout: 5000 });

describe('ProgrammeIntake', () => {
  it('starts once picture and sound are there', async () => {
    const studio = await openStudio();
    const picture = await studio.sendPicture(small);
    expect(said).toEqual([]);
    const sound = await studio.sendSound();
    expect(said).toEqual(['start st1 with picture 960 and sound']);
    expect(intake.producers).toEqual({ video: picture, audio: sound });
  });

  it('takes the usual size for a picture that says none', async () => {
    const studio = await openStudio();
    await studio.sendSound();
    await studio.sendPicture();
    expect(said).toEqual(['start st1 with picture 1280 and sound']);
  });

  it('starts with what there is when the other does not come', async () => {
    const studio = await openStudio();
    await studio.sendSound();
    await untilSaid('start st1 with sound');
  });

  it('begins a new stream with both when the other comes late', async () => {
    const studio = await openStudio();
    await studio.sendPicture(small);
    await untilSaid('start st1 with picture 960');
    await studio.sendSound();
    expect(said.slice(1)).toEqual(['stop st1 lost', 'start st2 with picture 960 and sound']);
    studio.transport.close();
    expect(said.slice(3)).toEqual(['stop st2 lost']);
  });

  it('stops as lost when its producers close unasked, once', async () => {
    const studio = await openStudio();
    await studio.sendPicture(small);
    await studio.sendSound();
    studio.transport.close();
    expect(said.slice(1)).toEqual(['stop st1 lost']);
    expect(intake.producers).toEqual({ video: undefined, audio: undefined });
  });

  it('says nothing of what never started', async () => {
    const studio = await openStudio();
    await studio.sendPicture(small);
    studio.transport.close();
    intake.end(studio.transport.id);
    expect(said).toEqual([]);
  });

  it('stops as failed when the router goes, which is not the studio’s doing', async () => {
    const other = await startWorker();
    const studio = await openStudio(other.router);
    await studio.sendPicture(small);
    await studio.sendSound();
    other.worker.close();
    expect(said.slice(1)).toEqual(['stop st1 failed']);
  });

  it('stops as ended when the studio says so, and not again when its transport closes', async () => {
    const studio = await openStudio();
    await studio.sendPicture(small);
    await studio.sendSound();
    intake.end(studio.transport.id);
    studio.transport.close();
    expect(said.slice(1)).toEqual(['stop st1 ended']);
  });

  it('gives the class to the studio that comes last, and leaves it there when the earlier one goes', async () => {
    const first = await openStudio();
    await first.sendPicture(small);
    await first.sendSound();
    const second = await openStudio();
    await second.sendPicture({ ...small, width: 1280 });
    expect(said.slice(1)).toEqual(['stop st1 lost']);
    await second.sendSound();
    expect(said.slice(2)).toEqual(['start st2 with picture 1280 and sound']);
    intake.end(first.transport.id);
    first.transport.close();
    expect(said.slice(3)).toEqual([]);
  });

  it('does not mind that a picture is replaced before the programme starts', async () => {
    const studio = await openStudio();
    const replaced = await studio.sendPicture({ ...small, width: 640 });
    await studio.sendPicture(small);
    replaced.close();
    await studio.sendSound();
    expect(said).toEqual(['start st1 with picture 960 and sound']);
  });

  it('can be ended when there is nothing', () => {
    intake.end('none');
    expect(said).toEqual([]);
  });
});
