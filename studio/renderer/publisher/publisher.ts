import { RefusedError } from '@rostrum/protocol/client';
import type { ClientClock } from '@rostrum/protocol/client';
import { type Refusal, type Stream, type StreamId, refuse } from '@rostrum/protocol/room';
import type { AskMedia, OpenLink, ProgrammeTracks, PublishLink } from './publish-link.ts';
import type { PublisherStatus } from './pure/publisher-status.ts';
import { mayPassLater, retryDelayMs } from './pure/retry-delay.ts';

export type GatewayState = 'open' | 'away';

export interface PublisherOptions {
  ask: AskMedia;
  openLink: OpenLink;
  clock: ClientClock;
  random: () => number;
  onStatus: (status: PublisherStatus) => void;
}

/** A link that held this long was a good one: what comes next is a new trouble, not the old one again. */
const STEADY_MS = 10_000;

/** The server has tried for long by itself before it says so: another attempt at once would go the same way. */
const NEVER_SEEN =
  'The server could not transcode your picture, so nobody saw it. Go on air to try again; if that doesn’t help, tell whoever runs the server.';

/** Keeps the programme on air from start() to stop(), whatever breaks in between. Owns the link, not the tracks. */
export class Publisher {
  readonly #options: PublisherOptions;
  #status: PublisherStatus = { is: 'idle' };
  #gateway: GatewayState = 'away';

  /** There while the programme is wanted on air. */
  #tracks: ProgrammeTracks | undefined;
  #link: PublishLink | undefined;
  #opening: AbortController | undefined;
  #cancelRetry: (() => void) | undefined;
  #attempt = 0;
  #linkedAtMs = 0;

  /** The class's stream as the log tells it: now, when this attempt began, and ours since then. */
  #stream: Stream = { status: 'idle' };
  #before: StreamId | undefined;
  #own: StreamId | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  get status(): PublisherStatus {
    return this.#status;
  }

  start(tracks: ProgrammeTracks): void {
    if (this.#tracks) return;
    this.#tracks = tracks;
    this.#attempt = 0;
    this.#become({ is: 'connecting', attempt: 0 });
    this.#publish();
  }

  async stop(): Promise<void> {
    this.#tracks = undefined;
    const dropped = this.#drop();
    if (this.#status.is !== 'idle') this.#become({ is: 'idle' });
    await dropped;
  }

  /** Statistics of the link, while there is one. */
  async stats(): Promise<RTCStatsReport | undefined> {
    return this.#link?.stats();
  }

  /**
   * The server knows a broadcast by the connection that began it: after the gateway was away there is a new one, and
   * the programme has to be announced on it again.
   */
  handleGateway(gateway: GatewayState): void {
    if (gateway === this.#gateway) return;
    this.#gateway = gateway;
    if (!this.#tracks || this.#status.is === 'failed') return;
    if (gateway === 'open') {
      this.#attempt = 0;
      void this.#drop();
      this.#publish();
    } else {
      // The link stays up meanwhile: where only the gateway broke, students see on.
      this.#becomeBroken();
    }
  }

  /** Only the log knows when students see it; and sooner than WebRTC, that the server lost it or takes another's. */
  handleStream(stream: Stream): void {
    this.#stream = stream;
    if (!this.#tracks || stream.status === 'idle' || stream.streamId === this.#before) return;
    this.#own ??= stream.streamId;
    this.#heedStream();
  }

  #publish(): void {
    const tracks = this.#tracks;
    if (!tracks || this.#gateway === 'away') return;
    this.#before = this.#stream.status === 'idle' ? undefined : this.#stream.streamId;
    this.#own = undefined;
    const opening = new AbortController();
    this.#opening = opening;
    const { ask, openLink } = this.#options;
    const onLost = () => {
      if (opening === this.#opening) this.#handleLoss();
    };
    openLink({ ask, tracks, signal: opening.signal, onLost }).then(
      (link) => {
        if (opening.signal.aborted) void link.close();
        else this.#handleOpen(link);
      },
      (error: unknown) => {
        if (!opening.signal.aborted) this.#handleFailure(error);
      },
    );
  }

  #handleOpen(link: PublishLink): void {
    this.#link = link;
    this.#linkedAtMs = this.#options.clock.now();
    if (this.#status.is === 'connecting') this.#become({ is: 'unseen' });
    // Its stream may have been told of before the link was said to be open.
    this.#heedStream();
  }

  #heedStream(): void {
    const stream = this.#stream;
    if (!this.#link || this.#gateway === 'away' || !this.#own || stream.status === 'idle') return;
    if (stream.streamId !== this.#own) {
      this.#fail(
        refuse('not-allowed', 'Another studio has taken this class over. Go on air to take it back.'),
      );
    } else if (stream.status === 'live') {
      this.#handleSeen();
    } else if (stream.reason === 'failed') {
      if (this.#status.is === 'live') this.#handleLoss();
      else this.#fail(refuse('no-media', NEVER_SEEN));
    }
  }

  #handleSeen(): void {
    const { status } = this;
    if (status.is === 'live') return;
    const since = status.is === 'reconnecting' ? status.since : this.#options.clock.now();
    this.#become({ is: 'live', since });
  }

  #handleLoss(): void {
    if (this.#options.clock.now() - this.#linkedAtMs >= STEADY_MS) this.#attempt = 0;
    void this.#drop();
    this.#again(0);
  }

  #handleFailure(error: unknown): void {
    this.#opening = undefined;
    if (error instanceof RefusedError) {
      if (mayPassLater(error.refusal)) this.#again(error.refusal.retryAfterMs ?? 0);
      else this.#fail(error.refusal);
    } else {
      this.#again(0);
    }
  }

  #fail(refusal: Refusal): void {
    this.#tracks = undefined;
    void this.#drop();
    this.#become({ is: 'failed', refusal });
  }

  #again(atLeastMs: number): void {
    const waitMs = retryDelayMs(this.#attempt, this.#options.random, atLeastMs);
    this.#attempt += 1;
    this.#becomeBroken();
    this.#cancelRetry = this.#options.clock.after(waitMs, () => this.#publish());
  }

  #becomeBroken(): void {
    const { status } = this;
    switch (status.is) {
      case 'live':
      case 'reconnecting':
        this.#become({ is: 'reconnecting', since: status.since, attempt: this.#attempt });
        return;
      case 'connecting':
      case 'unseen':
        this.#become({ is: 'connecting', attempt: this.#attempt });
        return;
      case 'idle':
      case 'failed':
        return;
    }
  }

  /** Lets go of what is there or under way; what it was for is decided by the caller. */
  async #drop(): Promise<void> {
    this.#cancelRetry?.();
    this.#opening?.abort();
    this.#opening = undefined;
    const link = this.#link;
    this.#link = undefined;
    await link?.close();
  }

  #become(status: PublisherStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }
}
