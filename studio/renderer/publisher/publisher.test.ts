import { RefusedError } from '@rostrum/protocol/client';
import { refuse } from '@rostrum/protocol/room';
import { beforeEach, describe, expect, it } from 'vitest';
import { Surroundings, streamLive, streamStopped, tracks } from './test-surroundings.ts';

let at: Surroundings;

beforeEach(() => {
  at = new Surroundings();
});

describe('going on air', () => {
  it('is connecting, then sent but unseen, and live since the moment that students see it', async () => {
    await at.send();
    at.nowMs += 1_500;
    at.publisher.handleStream(streamLive('ours'));
    at.publisher.handleStream(streamLive('ours'));
    expect(at.seen).toEqual([
      { is: 'connecting', attempt: 0 },
      { is: 'unseen' },
      { is: 'live', since: 2_500 },
    ]);
  });

  it('is connecting again when the way is lost before students saw it', async () => {
    await at.send();
    at.opening(0).options.onChange('lost');
    expect(at.publisher.status).toEqual({ is: 'connecting', attempt: 1 });
  });

  it('waits for the gateway', async () => {
    at.publisher.start(tracks);
    expect(at.openings).toHaveLength(0);
    at.publisher.handleGateway('open');
    expect(at.openings).toHaveLength(1);
  });

  it('pressed twice is one broadcast', () => {
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    at.publisher.start(tracks);
    expect(at.openings).toHaveLength(1);
  });

  it('tries again, each time later, while media doesn’t get through', async () => {
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    const waits: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await at.opening(attempt).fail(new Error('no media got through'));
      expect(at.publisher.status).toEqual({ is: 'connecting', attempt: attempt + 1 });
      waits.push(at.timers[0]?.ms);
      await at.passTime();
    }
    expect(waits).toEqual([150, 300, 600]);
    await at.opening(3).succeed();
    expect(at.publisher.status).toEqual({ is: 'unseen' });
  });

  it('ends with a refusal that stands, in its words, and can be tried anew', async () => {
    const refusal = refuse('not-allowed', 'Only instructors may broadcast.');
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    await at.opening(0).fail(new RefusedError(refusal));
    expect(at.publisher.status).toEqual({ is: 'failed', refusal });
    expect(at.timers).toHaveLength(0);
    at.publisher.start(tracks);
    await at.opening(1).succeed();
    expect(at.publisher.status.is).toBe('unseen');
  });

  it('waits as long as a passing refusal says', async () => {
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    await at.opening(0).fail(new RefusedError(refuse('no-media', 'The media worker is starting.', 2_000)));
    expect(at.timers.map((timer) => timer.ms)).toEqual([2_000]);
  });
});

describe('staying on air', () => {
  it('publishes anew by itself when the way is lost, and counts the time from the beginning', async () => {
    const link = await at.goLive();
    at.opening(0).options.onChange('lost');
    expect(link.closed).toBe('goes-on');
    expect(at.publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 1 });
    await at.passTime();
    at.publisher.handleStream(streamStopped('ours', 'lost'));
    await at.opening(1).succeed();
    expect(at.publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 1 });
    at.publisher.handleStream(streamLive('again'));
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('is live again with its link where the stream has gone on without it', async () => {
    await at.goLive();
    at.opening(0).options.onChange('lost');
    await at.passTime();
    expect(at.publisher.status.is).toBe('reconnecting');
    await at.opening(1).succeed();
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('opens another link beside one that falters, and takes that when it is there', async () => {
    const first = await at.goLive();
    at.opening(0).options.onChange('faltering');
    expect(at.publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 1 });
    expect(first.isClosed).toBe(false);
    await at.passTime();
    expect(at.opening(1).options.isNeeded()).toBe(true);
    const second = await at.opening(1).succeed();
    expect(first.closed).toBe('goes-on');
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
    at.opening(0).options.onChange('lost');
    expect(second.isClosed).toBe(false);
    expect(at.publisher.status.is).toBe('live');
  });

  it('stays with a link that has mended, and needs no other', async () => {
    const first = await at.goLive();
    at.opening(0).options.onChange('faltering');
    await at.passTime();
    at.opening(0).options.onChange('steady');
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
    expect(at.opening(1).options.isNeeded()).toBe(false);
    await at.opening(1).fail(new Error('an earlier link has mended'));
    expect(at.timers.filter((timer) => !timer.isCancelled)).toEqual([]);
    expect(first.isClosed).toBe(false);
    expect(at.publisher.status.is).toBe('live');
  });

  it('does not begin another attempt where the link mends before that', async () => {
    await at.goLive();
    at.opening(0).options.onChange('faltering');
    at.opening(0).options.onChange('steady');
    await at.passTime();
    expect(at.openings).toHaveLength(1);
  });

  it('takes the other link all the same where the server has been given the programme over it', async () => {
    const first = await at.goLive();
    at.opening(0).options.onChange('faltering');
    await at.passTime();
    at.opening(0).options.onChange('steady');
    await at.opening(1).succeed();
    expect(first.closed).toBe('goes-on');
    expect(at.publisher.status.is).toBe('live');
  });

  it('waits for the other link when the first one is lost meanwhile', async () => {
    await at.goLive();
    at.opening(0).options.onChange('faltering');
    await at.passTime();
    at.opening(0).options.onChange('lost');
    await at.passTime();
    expect(at.openings).toHaveLength(2);
    await at.opening(1).succeed();
    expect(at.publisher.status.is).toBe('live');
  });

  it('ends in words when another studio has taken the class over', async () => {
    const link = await at.goLive();
    at.opening(0).options.onChange('replaced');
    expect(at.publisher.status).toMatchObject({
      is: 'failed',
      refusal: { text: expect.stringContaining('Another studio') },
    });
    expect(link.closed).toBe('goes-on');
    expect(at.timers).toEqual([]);
  });

  it('keeps its link while the gateway is away, and until another is up over the new connection', async () => {
    const first = await at.goLive();
    at.publisher.handleGateway('away');
    expect(at.publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 0 });
    expect(first.isClosed).toBe(false);
    at.publisher.handleGateway('open');
    expect(first.isClosed).toBe(false);
    expect(at.opening(1).options.isNeeded()).toBe(true);
    const second = await at.opening(1).succeed();
    expect(first.closed).toBe('goes-on');
    at.publisher.handleStream(streamLive('second'));
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
    expect(second.isClosed).toBe(false);
  });

  it('goes on trying over the new connection, however well the link of the old one looks', async () => {
    const first = await at.goLive();
    at.publisher.handleGateway('away');
    at.publisher.handleGateway('open');
    at.opening(0).options.onChange('faltering');
    at.opening(0).options.onChange('steady');
    await at.opening(1).fail(new Error('no media got through'));
    at.opening(0).options.onChange('faltering');
    at.opening(0).options.onChange('steady');
    expect(at.publisher.status.is).toBe('reconnecting');
    expect(first.isClosed).toBe(false);
    await at.passTime();
    await at.opening(2).succeed();
    expect(first.closed).toBe('goes-on');
    expect(at.publisher.status.is).toBe('live');
  });

  it('gives up an attempt that was begun over the old connection', async () => {
    await at.goLive();
    at.opening(0).options.onChange('faltering');
    await at.passTime();
    at.publisher.handleGateway('away');
    at.publisher.handleGateway('open');
    expect(at.opening(1).options.signal.reason).toBe('goes-on');
    expect(at.openings).toHaveLength(3);
  });

  it('opens no second link when way and gateway are lost together', async () => {
    await at.goLive();
    at.publisher.handleGateway('away');
    at.opening(0).options.onChange('lost');
    await at.passTime();
    expect(at.openings).toHaveLength(1);
    at.publisher.handleGateway('open');
    await at.passTime();
    expect(at.openings).toHaveLength(2);
  });

  it('hears nothing of a link that was replaced', async () => {
    await at.goLive();
    at.publisher.handleGateway('away');
    at.publisher.handleGateway('open');
    await at.opening(1).succeed();
    at.publisher.handleStream(streamLive('second'));
    at.opening(0).options.onChange('lost');
    expect(at.publisher.status.is).toBe('live');
    expect(at.timers).toHaveLength(0);
  });
});

describe('ending', () => {
  it('closes the link and is idle, twice too', async () => {
    const link = await at.goLive();
    await at.publisher.stop();
    await at.publisher.stop();
    expect(link.closed).toBe('ended');
    expect(at.publisher.status).toEqual({ is: 'idle' });
    expect(at.seen.filter((status) => status.is === 'idle')).toHaveLength(1);
  });

  it('while connecting closes what comes of it', async () => {
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    await at.publisher.stop();
    expect(at.opening(0).options.signal.aborted).toBe(true);
    expect(at.opening(0).options.signal.reason).toBe('ended');
    const link = await at.opening(0).succeed();
    expect(link.closed).toBe('ended');
    expect(at.publisher.status).toEqual({ is: 'idle' });
  });

  it('while waiting for another attempt ends the waiting', async () => {
    await at.goLive();
    at.opening(0).options.onChange('lost');
    await at.publisher.stop();
    await at.passTime();
    expect(at.openings).toHaveLength(1);
  });

  it('stays ended when the gateway comes back', async () => {
    await at.goLive();
    await at.publisher.stop();
    at.publisher.handleGateway('away');
    at.publisher.handleGateway('open');
    expect(at.openings).toHaveLength(1);
    expect(at.asked).toEqual(['media.programme.end']);
  });

  it('tells the server also while there is no link to close', async () => {
    await at.goLive();
    at.opening(0).options.onChange('lost');
    await at.publisher.stop();
    expect(at.asked).toEqual(['media.programme.end']);
  });

  it('during a break is told as soon as the gateway is open', async () => {
    await at.goLive();
    at.publisher.handleGateway('away');
    await at.publisher.stop();
    expect(at.asked).toEqual([]);
    at.publisher.handleGateway('open');
    expect(at.asked).toEqual(['media.programme.end']);
    expect(at.openings).toHaveLength(1);
  });

  it('is told again where the connection went before the answer, until there is one', async () => {
    await at.goLive();
    at.answer = () => Promise.reject(new Error('the connection went'));
    await at.publisher.stop();
    at.answer = () => Promise.reject(new RefusedError(refuse('not-allowed', 'Not yours.')));
    for (let round = 0; round < 3; round += 1) {
      at.publisher.handleGateway('away');
      at.publisher.handleGateway('open');
      await at.passTime();
    }
    expect(at.asked).toHaveLength(2);
  });

  it('is not meant for what began since, nor after going on air again', async () => {
    await at.goLive();
    at.publisher.handleGateway('away');
    await at.publisher.stop();
    at.publisher.handleStream(streamLive('of a colleague'));
    at.publisher.handleGateway('open');

    at.publisher.handleGateway('away');
    at.publisher.start(tracks);
    at.publisher.handleGateway('open');
    await at.opening(1).succeed();
    at.publisher.handleGateway('away');
    await at.publisher.stop();
    at.publisher.start(tracks);
    at.publisher.handleGateway('open');
    expect(at.asked).toEqual([]);
  });

  it('before the server was given anything ends nothing that others may see', async () => {
    at.publisher.handleStream(streamLive('of a colleague'));
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    await at.publisher.stop();
    expect(at.asked).toEqual([]);
  });

  it('comes by itself when the lecture is ended elsewhere, as with the class', async () => {
    const link = await at.goLive();
    at.publisher.handleStream(streamStopped('ours', 'ended'));
    expect(at.publisher.status).toEqual({ is: 'idle' });
    expect(link.isClosed).toBe(true);
    expect(at.asked).toEqual([]);
  });

  it('is no news of the lecture before, where the next one began at once', async () => {
    await at.goLive();
    await at.publisher.stop();
    at.publisher.start(tracks);
    await at.opening(1).succeed();
    at.publisher.handleStream(streamStopped('ours', 'ended'));
    at.publisher.handleStream(streamLive('next'));
    expect(at.publisher.status.is).toBe('live');
  });
});
