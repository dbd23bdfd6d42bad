import { RefusedError } from '@rostrum/protocol/client';
import { type Stream, type StreamId, refuse } from '@rostrum/protocol/room';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenLinkOptions, PublishLink } from './publish-link.ts';
import { Publisher } from './publisher.ts';
import type { PublisherStatus } from './pure/publisher-status.ts';

const tracks = { video: {}, audio: {} } as unknown as OpenLinkOptions['tracks'];

class Link implements PublishLink {
  isClosed = false;

  stats(): Promise<RTCStatsReport> {
    return Promise.resolve(new Map() as unknown as RTCStatsReport);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

interface Opening {
  options: OpenLinkOptions;
  succeed: () => Promise<Link>;
  fail: (error: unknown) => Promise<void>;
}

let openings: Opening[];
let timers: { ms: number; call: () => void; isCancelled: boolean }[];
let seen: PublisherStatus[];
let publisher: Publisher;
let nowMs: number;

const streamLive = (id: string): Stream => ({ status: 'live', streamId: id as StreamId, since: 0 });
const streamStopped = (id: string, reason: 'lost' | 'failed'): Stream => ({
  status: 'stopped',
  streamId: id as StreamId,
  reason,
  at: 0,
});

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

beforeEach(() => {
  openings = [];
  timers = [];
  seen = [];
  nowMs = 1_000;
  publisher = new Publisher({
    ask: () => Promise.reject(new Error('only a link asks')),
    openLink: (options) =>
      new Promise((resolve, reject) => {
        openings.push({
          options,
          async succeed() {
            const link = new Link();
            resolve(link);
            await settled();
            return link;
          },
          async fail(error) {
            reject(error as Error);
            await settled();
          },
        });
      }),
    clock: {
      now: () => nowMs,
      after: (ms, call) => {
        const timer = { ms, call, isCancelled: false };
        timers.push(timer);
        return () => (timer.isCancelled = true);
      },
    },
    random: () => 0,
    onStatus: (status) => seen.push(status),
  });
});

const opening = (index: number): Opening => {
  const found = openings[index];
  if (!found) throw new Error(`there was no attempt ${index}`);
  return found;
};

const passTime = async () => {
  const due = timers.filter((timer) => !timer.isCancelled);
  timers = [];
  for (const timer of due) timer.call();
  await settled();
};

async function goLive(): Promise<Link> {
  publisher.handleGateway('open');
  publisher.start(tracks);
  return opening(0).succeed();
}

describe('going on air', () => {
  it('is connecting, then live since that moment', async () => {
    await goLive();
    expect(seen).toEqual([
      { is: 'connecting', attempt: 0 },
      { is: 'live', since: 1_000 },
    ]);
  });

  it('waits for the gateway', async () => {
    publisher.start(tracks);
    expect(openings).toHaveLength(0);
    publisher.handleGateway('open');
    expect(openings).toHaveLength(1);
  });

  it('pressed twice is one broadcast', () => {
    publisher.handleGateway('open');
    publisher.start(tracks);
    publisher.start(tracks);
    expect(openings).toHaveLength(1);
  });

  it('tries again, each time later, while media doesn’t get through', async () => {
    publisher.handleGateway('open');
    publisher.start(tracks);
    const waits: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await opening(attempt).fail(new Error('no media got through'));
      expect(publisher.status).toEqual({ is: 'connecting', attempt: attempt + 1 });
      waits.push(timers[0]?.ms);
      await passTime();
    }
    expect(waits).toEqual([150, 300, 600]);
    await opening(3).succeed();
    expect(publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('ends with a refusal that stands, in its words, and can be tried anew', async () => {
    const refusal = refuse('not-allowed', 'Only instructors may broadcast.');
    publisher.handleGateway('open');
    publisher.start(tracks);
    await opening(0).fail(new RefusedError(refusal));
    expect(publisher.status).toEqual({ is: 'failed', refusal });
    expect(timers).toHaveLength(0);
    publisher.start(tracks);
    await opening(1).succeed();
    expect(publisher.status.is).toBe('live');
  });

  it('waits as long as a passing refusal says', async () => {
    publisher.handleGateway('open');
    publisher.start(tracks);
    await opening(0).fail(new RefusedError(refuse('no-media', 'The media worker is starting.', 2_000)));
    expect(timers.map((timer) => timer.ms)).toEqual([2_000]);
  });
});

describe('staying on air', () => {
  it('publishes anew by itself when the way is lost, and counts the time from the beginning', async () => {
    const link = await goLive();
    opening(0).options.onLost();
    expect(link.isClosed).toBe(true);
    expect(publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 1 });
    await passTime();
    await opening(1).succeed();
    expect(publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('keeps its link while the gateway is away, and replaces it when there is a new connection', async () => {
    const first = await goLive();
    publisher.handleGateway('away');
    expect(publisher.status).toEqual({ is: 'reconnecting', since: 1_000, attempt: 0 });
    expect(first.isClosed).toBe(false);
    publisher.handleGateway('open');
    expect(first.isClosed).toBe(true);
    const second = await opening(1).succeed();
    expect(publisher.status).toEqual({ is: 'live', since: 1_000 });
    expect(second.isClosed).toBe(false);
  });

  it('opens no second link when way and gateway are lost together', async () => {
    await goLive();
    publisher.handleGateway('away');
    opening(0).options.onLost();
    await passTime();
    expect(openings).toHaveLength(1);
    publisher.handleGateway('open');
    await passTime();
    expect(openings).toHaveLength(2);
  });

  it('hears nothing of a link that was replaced', async () => {
    await goLive();
    publisher.handleGateway('away');
    publisher.handleGateway('open');
    await opening(1).succeed();
    opening(0).options.onLost();
    expect(publisher.status.is).toBe('live');
    expect(timers).toHaveLength(0);
  });
});

describe('what the log says', () => {
  it('that the server lost the stream is believed at once', async () => {
    const link = await goLive();
    publisher.handleStream(streamLive('ours'));
    publisher.handleStream(streamStopped('ours', 'failed'));
    expect(link.isClosed).toBe(true);
    expect(publisher.status.is).toBe('reconnecting');
    await passTime();
    await opening(1).succeed();
    expect(publisher.status.is).toBe('live');
  });

  it('of a server that loses every stream at once makes the attempts rarer, until one holds', async () => {
    const waits: (number | undefined)[] = [];
    await goLive();
    for (let round = 0; round < 4; round += 1) {
      nowMs += round === 3 ? 10_000 : 100;
      publisher.handleStream(streamLive(`s${round}`));
      publisher.handleStream(streamStopped(`s${round}`, 'failed'));
      waits.push(timers.at(-1)?.ms);
      await passTime();
      await opening(round + 1).succeed();
    }
    expect(waits).toEqual([150, 300, 600, 150]);
  });

  it('of another studio that took over ends this broadcast in words', async () => {
    const link = await goLive();
    publisher.handleStream(streamLive('ours'));
    publisher.handleStream(streamStopped('ours', 'lost'));
    expect(publisher.status.is).toBe('live');
    publisher.handleStream(streamLive('theirs'));
    expect(publisher.status).toMatchObject({
      is: 'failed',
      refusal: { text: expect.stringContaining('Another studio') },
    });
    expect(link.isClosed).toBe(true);
  });

  it('of a stream from before is not taken for this one', async () => {
    publisher.handleStream(streamLive('before'));
    await goLive();
    publisher.handleStream(streamStopped('before', 'failed'));
    publisher.handleStream(streamLive('ours'));
    expect(publisher.status.is).toBe('live');
    expect(openings).toHaveLength(1);
  });

  it('of our own stream that is replaced after a break is no takeover', async () => {
    await goLive();
    publisher.handleStream(streamLive('first'));
    publisher.handleGateway('away');
    publisher.handleGateway('open');
    publisher.handleStream(streamStopped('first', 'lost'));
    await opening(1).succeed();
    publisher.handleStream(streamLive('second'));
    expect(publisher.status).toEqual({ is: 'live', since: 1_000 });
  });

  it('means nothing while nothing is on air', () => {
    publisher.handleStream(streamLive('theirs'));
    publisher.handleStream(streamStopped('theirs', 'failed'));
    expect(publisher.status).toEqual({ is: 'idle' });
  });
});

describe('ending', () => {
  it('closes the link and is idle, twice too', async () => {
    const link = await goLive();
    await publisher.stop();
    await publisher.stop();
    expect(link.isClosed).toBe(true);
    expect(publisher.status).toEqual({ is: 'idle' });
    expect(seen.filter((status) => status.is === 'idle')).toHaveLength(1);
  });

  it('while connecting closes what comes of it', async () => {
    publisher.handleGateway('open');
    publisher.start(tracks);
    await publisher.stop();
    expect(opening(0).options.signal.aborted).toBe(true);
    const link = await opening(0).succeed();
    expect(link.isClosed).toBe(true);
    expect(publisher.status).toEqual({ is: 'idle' });
  });

  it('while waiting for another attempt ends the waiting', async () => {
    await goLive();
    opening(0).options.onLost();
    await publisher.stop();
    await passTime();
    expect(openings).toHaveLength(1);
  });

  it('stays ended when the gateway comes back', async () => {
    await goLive();
    await publisher.stop();
    publisher.handleGateway('away');
    publisher.handleGateway('open');
    expect(openings).toHaveLength(1);
  });
});
