import type { MediaQuestion } from '@rostrum/protocol/media';
import type { Stream, StreamId } from '@rostrum/protocol/room';
import type { AskMedia, OpenLinkOptions, PublishLink } from './publish-link.ts';
import { Publisher } from './publisher.ts';
import type { PublisherStatus } from './pure/publisher-status.ts';

// A publisher whose links, clock and timers the test holds in its hands.

export const tracks = { video: {}, audio: {} } as unknown as OpenLinkOptions['tracks'];

export class Link implements PublishLink {
  closed: 'ended' | 'goes-on' | undefined;

  get isClosed(): boolean {
    return this.closed !== undefined;
  }

  stats(): Promise<RTCStatsReport> {
    return Promise.resolve(new Map() as unknown as RTCStatsReport);
  }

  close(programme: 'ended' | 'goes-on'): Promise<void> {
    this.closed = programme;
    return Promise.resolve();
  }
}

export interface Opening {
  options: OpenLinkOptions;
  succeed: () => Promise<Link>;
  fail: (error: unknown) => Promise<void>;
}

export const streamLive = (id: string): Stream => ({ status: 'live', streamId: id as StreamId, since: 0 });
export const streamStopped = (id: string, reason: 'lost' | 'failed' | 'ended'): Stream => ({
  status: 'stopped',
  streamId: id as StreamId,
  reason,
  at: 0,
});

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

export class Surroundings {
  readonly openings: Opening[] = [];
  readonly seen: PublisherStatus[] = [];
  timers: { ms: number; call: () => void; isCancelled: boolean }[] = [];
  nowMs = 1_000;
  /** By the publisher itself; its links ask in their own tests. */
  readonly asked: string[] = [];
  answer: () => Promise<object> = () => Promise.resolve({});

  readonly publisher = new Publisher({
    ask: ((question: MediaQuestion) => {
      this.asked.push(question.type);
      return this.answer();
    }) as AskMedia,
    openLink: (options) =>
      new Promise((resolve, reject) => {
        this.openings.push({
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
      now: () => this.nowMs,
      after: (ms, call) => {
        const timer = { ms, call, isCancelled: false };
        this.timers.push(timer);
        return () => (timer.isCancelled = true);
      },
    },
    random: () => 0,
    onStatus: (status) => this.seen.push(status),
  });

  opening(index: number): Opening {
    const found = this.openings[index];
    if (!found) throw new Error(`there was no attempt ${index}`);
    return found;
  }

  async passTime(): Promise<void> {
    const due = this.timers.filter((timer) => !timer.isCancelled);
    this.timers = [];
    for (const timer of due) timer.call();
    await settled();
  }

  /** Connected, and the server has it; students don't see it yet. */
  async send(): Promise<Link> {
    this.publisher.handleGateway('open');
    this.publisher.start(tracks);
    return this.opening(0).succeed();
  }

  async goLive(): Promise<Link> {
    const link = await this.send();
    this.publisher.handleStream(streamLive('ours'));
    return link;
  }
}
