import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Picture } from '@rostrum/protocol/media';
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
  intake = new ProgrammeIntake({
    handleFeed({ video, audio }) {
      const kinds = [video && `picture ${video.picture?.width ?? 'unsaid'}`, audio && 'sound'].filter(
        Boolean,
      );
      said.push(kinds.join(' and '));
    },
    handleLost: () => said.push('lost'),
    handleEnded: () => said.push('ended'),
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

const BOTH = 'picture 960 and sound';

describe('ProgrammeIntake', () => {
  it('tells of a feed once picture and sound are there', async () => {
    const studio = await openStudio();
    const picture = await studio.sendPicture(small);
    expect(said).toEqual([]);
    const sound = await studio.sendSound();
    expect(said).toEqual([BOTH]);
    expect(intake.producers).toEqual({ video: picture, audio: sound });
  });

  it('says so of a picture whose size nobody told', async () => {
    const studio = await openStudio();
    await studio.sendSound();
    await studio.sendPicture();
    expect(said).toEqual(['picture unsaid and sound']);
  });

  it('tells of what there is when the other does not come', async () => {
    const studio = await openStudio();
    await studio.sendSound();
    await untilSaid('sound');
  });

  it('goes on with both when the other comes late', async () => {
    const studio = await openStudio();
    await studio.sendPicture(small);
    await untilSaid('picture 960');
    await studio.sendSound();
    expect(said.slice(1)).toEqual([BOTH]);
    studio.transport.close();
    await untilSaid('lost');
    expect(said.slice(2)).toEqual(['lost']);
  });

  it('goes on with the one that is left', async () => {
    const studio = await openStudio();
    const picture = await studio.sendPicture(small);
    await studio.sendSound();
    picture.close();
    await untilSaid('sound');
    await studio.sendPicture({ ...small, width: 640 });
    expect(said.slice(1)).toEqual(['sound', 'picture 640 and sound']);
  });

  it('loses the feed when its producers close unasked, once', async () => {
    const studio = await openStudio();
    await studio.sendPicture(small);
    await studio.sendSound();
    studio.transport.close();
    await untilSaid('lost');
    expect(said).toEqual([BOTH, 'lost']);
    expect(intake.producers).toEqual({ video: undefined, audio: undefined });
  });

  it('loses the feed when the router goes', async () => {
    const other = await startWorker();
    const studio = await openStudio(other.router);
    await studio.sendPicture(small);
    await studio.sendSound();
    other.worker.close();
    await untilSaid('lost');
    expect(said).toEqual([BOTH, 'lost']);
  });

  it('ends when the studio says so, and loses nothing when its transport closes', async () => {
    const studio = await openStudio();
    await studio.sendPicture(small);
    await studio.sendSound();
    intake.end(studio.transport.id);
    studio.transport.close();
    await Promise.resolve();
    expect(said).toEqual([BOTH, 'ended']);
  });

  it('gives the class to the studio that comes last, without a loss, and leaves it there when the earlier one goes', async () => {
    const first = await openStudio();
    await first.sendPicture(small);
    await first.sendSound();
    const second = await openStudio();
    await second.sendPicture({ ...small, width: 1280 });
    expect(said).toEqual([BOTH]);
    await second.sendSound();
    expect(said.slice(1)).toEqual(['picture 1280 and sound']);
    intake.end(first.transport.id);
    first.transport.close();
    await Promise.resolve();
    expect(said.slice(2)).toEqual([]);
  });

  it('does not mind that a picture is replaced before the programme starts', async () => {
    const studio = await openStudio();
    const replaced = await studio.sendPicture({ ...small, width: 640 });
    await studio.sendPicture(small);
    replaced.close();
    await studio.sendSound();
    expect(said).toEqual([BOTH]);
  });

  it('can be ended when there is nothing', () => {
    intake.end('none');
    expect(said).toEqual([]);
  });
});
