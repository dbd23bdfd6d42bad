import type { Stream } from '@rostrum/protocol/room';
import {
  type AskMedia,
  type GatewayState,
  type HealthSample,
  type ProgrammeTracks,
  type PublishHealth,
  Publisher,
  type PublisherStatus,
  type StatEntry,
  openPublishLink,
  readHealth,
} from '../publisher/index.ts';

const HEALTH_EVERY_MS = 1000;
/** Figures are over this many seconds: one that jumps each second can't be read, and advises on hiccups. */
const HEALTH_OVER_SAMPLES = 4;

export const pageClock = {
  now: () => Date.now(),
  after: (ms: number, call: () => void) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** Being on air as reactive values. */
export class Broadcast {
  status: PublisherStatus = $state.raw({ is: 'idle' });
  health: PublishHealth | undefined = $state.raw(undefined);

  readonly #publisher: Publisher;
  /** The oldest first. */
  #samples: HealthSample[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: AskMedia) {
    this.#publisher = new Publisher({
      ask,
      openLink: openPublishLink,
      clock: pageClock,
      random: Math.random,
      onStatus: (status) => this.#handleStatus(status),
    });
  }

  start(tracks: ProgrammeTracks): void {
    this.#publisher.start(tracks);
  }

  async stop(): Promise<void> {
    await this.#publisher.stop();
  }

  handleGateway(gateway: GatewayState): void {
    this.#publisher.handleGateway(gateway);
  }

  handleStream(stream: Stream): void {
    this.#publisher.handleStream(stream);
  }

  close(): void {
    clearInterval(this.#timer);
    void this.#publisher.stop();
  }

  #handleStatus(status: PublisherStatus): void {
    this.status = status;
    if (status.is === 'live' || status.is === 'unseen') {
      this.#timer ??= setInterval(() => void this.#readHealth(), HEALTH_EVERY_MS);
      return;
    }
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#samples = [];
    this.health = undefined;
  }

  async #readHealth(): Promise<void> {
    const report = await this.#publisher.stats();
    if (!report || !this.#timer) return;
    const [oldest] = this.#samples;
    const sample = readHealth(report.values() as Iterable<StatEntry>, performance.now(), oldest);
    this.#samples = [...this.#samples, sample].slice(-HEALTH_OVER_SAMPLES);
    // The first has nothing to be compared with: no rate yet, which is not the same as none.
    if (oldest) this.health = sample.health;
  }
}
