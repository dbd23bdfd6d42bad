import { RefusedError } from '@rostrum/protocol/client';
import type { Refusal } from '@rostrum/protocol/room';
import {
  type AskMedia,
  type HealthSample,
  type OpenLink,
  type ProgrammeTracks,
  type PublishHealth,
  type StatEntry,
  readHealth,
} from '../publisher/index.ts';

type Link = Awaited<ReturnType<OpenLink>>;

export type RehearsalStatus =
  | { is: 'off' }
  | { is: 'connecting' }
  | { is: 'on' }
  /** By the server's no; or no media got through, and nobody knows why. */
  | { is: 'failed'; why: Refusal | undefined };

const SAMPLE_EVERY_MS = 1_000;
/** A sender begins low and finds its pace in the first seconds. */
const SETTLE_SAMPLES = 4;
const SAMPLES_KEPT = 10;

/** The programme is sent as on air, and reaches nobody. */
export class Rehearsal {
  status: RehearsalStatus = $state.raw({ is: 'off' });
  /** The newest last; without those of the first seconds. */
  settled: readonly PublishHealth[] = $state.raw([]);

  readonly #ask: AskMedia;
  readonly #openLink: OpenLink;
  #giveUp: AbortController | undefined;
  #link: Link | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #before: HealthSample | undefined;
  #samples = 0;

  constructor(ask: AskMedia, openLink: OpenLink) {
    this.#ask = ask;
    this.#openLink = openLink;
  }

  async start(tracks: ProgrammeTracks): Promise<void> {
    if (this.#giveUp) return;
    const giveUp = new AbortController();
    this.#giveUp = giveUp;
    this.settled = [];
    this.#before = undefined;
    this.#samples = 0;
    this.status = { is: 'connecting' };
    try {
      const link = await this.#openLink({
        ...{ ask: this.#ask, tracks, source: 'rehearsal', signal: giveUp.signal },
        isNeeded: () => true,
        onChange: (now) => {
          if (now === 'lost' || now === 'replaced') this.#end({ is: 'failed', why: undefined });
        },
      });
      if (giveUp.signal.aborted) {
        void link.close('goes-on');
        return;
      }
      this.#link = link;
      this.status = { is: 'on' };
      this.#timer = setInterval(() => void this.#sample(), SAMPLE_EVERY_MS);
    } catch (error) {
      if (giveUp.signal.aborted) return;
      this.#end({ is: 'failed', why: error instanceof RefusedError ? error.refusal : undefined });
    }
  }

  stop(): void {
    this.#end({ is: 'off' });
  }

  #end(status: RehearsalStatus): void {
    clearInterval(this.#timer);
    this.#giveUp?.abort('goes-on');
    this.#giveUp = undefined;
    void this.#link?.close('goes-on');
    this.#link = undefined;
    this.status = status;
  }

  async #sample(): Promise<void> {
    const link = this.#link;
    const report = await link?.stats();
    if (!report || link !== this.#link) return;
    const sample = readHealth(report.values() as Iterable<StatEntry>, performance.now(), this.#before);
    this.#before = sample;
    this.#samples += 1;
    if (this.#samples > SETTLE_SAMPLES) this.settled = [...this.settled, sample.health].slice(-SAMPLES_KEPT);
  }
}
