import { beforeEach, describe, expect, it } from 'vitest';
import { Surroundings, streamLive, streamStopped, tracks } from './test-surroundings.ts';

let at: Surroundings;

beforeEach(() => {
  at = new Surroundings();
});

describe('what the log says', () => {
  it('that students see it counts, though the link is said to be open only later', async () => {
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    at.publisher.handleStream(streamLive('ours'));
    expect(at.publisher.status.is).toBe('connecting');
    await at.opening(0).succeed();
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('that a stream goes on which was there before counts, since we are its picture now', async () => {
    at.publisher.handleStream(streamLive('before'));
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    expect(at.publisher.status.is).toBe('connecting');
    await at.opening(0).succeed();
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('that a stream goes on which we left is believed only with a link of our own', async () => {
    await at.goLive();
    at.opening(0).options.onChange('lost');
    at.publisher.handleStream(streamLive('ours'));
    expect(at.publisher.status.is).toBe('reconnecting');
  });

  it('that the server gave up before students saw anything ends this broadcast in words', async () => {
    const link = await at.send();
    at.publisher.handleStream(streamStopped('ours', 'failed'));
    expect(at.publisher.status).toMatchObject({
      is: 'failed',
      refusal: { code: 'no-media', text: expect.stringContaining('could not transcode your picture') },
    });
    expect(link.isClosed).toBe(true);
  });

  it('that the server lost the stream is believed at once', async () => {
    const link = await at.goLive();
    at.publisher.handleStream(streamStopped('ours', 'failed'));
    expect(link.isClosed).toBe(true);
    expect(at.publisher.status.is).toBe('reconnecting');
    await at.passTime();
    await at.opening(1).succeed();
    at.publisher.handleStream(streamLive('again'));
    expect(at.publisher.status.is).toBe('live');
  });

  it('of a server that loses every stream at once makes the attempts rarer, until one holds', async () => {
    const waits: (number | undefined)[] = [];
    await at.send();
    for (let round = 0; round < 4; round += 1) {
      at.nowMs += round === 3 ? 10_000 : 100;
      at.publisher.handleStream(streamLive(`s${round}`));
      at.publisher.handleStream(streamStopped(`s${round}`, 'failed'));
      waits.push(at.timers.at(-1)?.ms);
      await at.passTime();
      await at.opening(round + 1).succeed();
    }
    expect(waits).toEqual([150, 300, 600, 150]);
  });

  it('of a stream from before is not taken for this one', async () => {
    at.publisher.handleStream(streamStopped('before', 'failed'));
    await at.send();
    at.publisher.handleStream(streamStopped('before', 'failed'));
    expect(at.publisher.status.is).toBe('unseen');
    at.publisher.handleStream(streamLive('ours'));
    expect(at.publisher.status.is).toBe('live');
    expect(at.openings).toHaveLength(1);
  });

  it('of our own stream that is replaced after a break is no takeover', async () => {
    await at.goLive();
    at.publisher.handleGateway('away');
    at.publisher.handleGateway('open');
    at.publisher.handleStream(streamStopped('ours', 'lost'));
    await at.opening(1).succeed();
    at.publisher.handleStream(streamLive('second'));
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('means nothing while nothing is on air', () => {
    at.publisher.handleStream(streamLive('theirs'));
    at.publisher.handleStream(streamStopped('theirs', 'failed'));
    expect(at.publisher.status).toEqual({ is: 'idle' });
  });
});
