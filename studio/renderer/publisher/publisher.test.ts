import { RefusedError } from '@rostrum/protocol/client';
import { refuse } from '@rostrum/protocol/room';
import { beforeEach, describe, expect, it } from 'vitest';
import { Surroundings, streamLive, tracks } from './test-surroundings.ts';

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
    at.opening(0).options.onLost();
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
    at.opening(0).options.onLost();
    expect(link.isClosed).toBe(true);
    expect(at.publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 1 });
    await at.passTime();
    await at.opening(1).succeed();
    expect(at.publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 1 });
    at.publisher.handleStream(streamLive('again'));
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('keeps its link while the gateway is away, and replaces it when there is a new connection', async () => {
    const first = await at.goLive();
    at.publisher.handleGateway('away');
    expect(at.publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 0 });
    expect(first.isClosed).toBe(false);
    at.publisher.handleGateway('open');
    expect(first.isClosed).toBe(true);
    const second = await at.opening(1).succeed();
    at.publisher.handleStream(streamLive('second'));
    expect(at.publisher.status).toEqual({ is: 'live', since: 1_000 });
    expect(second.isClosed).toBe(false);
  });

  it('opens no second link when way and gateway are lost together', async () => {
    await at.goLive();
    at.publisher.handleGateway('away');
    at.opening(0).options.onLost();
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
    at.opening(0).options.onLost();
    expect(at.publisher.status.is).toBe('live');
    expect(at.timers).toHaveLength(0);
  });
});

describe('ending', () => {
  it('closes the link and is idle, twice too', async () => {
    const link = await at.goLive();
    await at.publisher.stop();
    await at.publisher.stop();
    expect(link.isClosed).toBe(true);
    expect(at.publisher.status).toEqual({ is: 'idle' });
    expect(at.seen.filter((status) => status.is === 'idle')).toHaveLength(1);
  });

  it('while connecting closes what comes of it', async () => {
    at.publisher.handleGateway('open');
    at.publisher.start(tracks);
    await at.publisher.stop();
    expect(at.opening(0).options.signal.aborted).toBe(true);
    const link = await at.opening(0).succeed();
    expect(link.isClosed).toBe(true);
    expect(at.publisher.status).toEqual({ is: 'idle' });
  });

  it('while waiting for another attempt ends the waiting', async () => {
    await at.goLive();
    at.opening(0).options.onLost();
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
  });
});
