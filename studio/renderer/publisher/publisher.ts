import { RefusedError } from '@rostrum/protocol/client';
import type { ClientClock } from '@rostrum/protocol/client';
import type { Refusal, Stream } from '@rostrum/protocol/room';
import { OwnRefusal } from '@rostrum/ui/own-refusal';
import { Ending } from './ending.ts';
import type { AskMedia, LinkChange, OpenLink, ProgrammeTracks, PublishLink } from './publish-link.ts';
import type { PublisherStatus } from './pure/publisher-status.ts';
import { mayPassLater, retryDelayMs } from './pure/retry-delay.ts';
import { texts } from './texts.ts';

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

/** One try to bring the programme to the server; its link is there once it has succeeded. */
interface Attempt {
  readonly giveUp: AbortController;
  link: PublishLink | undefined;
  /** Its link is open, but nothing comes through just now. */
  isFaltering: boolean;
  /** It was opened over a connection to the server that is gone: the server lets it go soon. */
  isLeft: boolean;
}

/** Keeps the programme on air from start() to stop(), whatever breaks in between. Owns the link, not the tracks. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #ending: Ending;
  #status: PublisherStatus = { is: 'idle' };
  #gateway: GatewayState = 'away';

  /** There while the programme is wanted on air. */
  #tracks: ProgrammeTracks | undefined;
  /** What the programme goes out over. While it falters a second one is opened beside it: whichever comes first. */
  #current: Attempt | undefined;
  #opening: Attempt | undefined;
  #cancelRetry: (() => void) | undefined;
  #attempt = 0;
  #linkedAtMs = 0;
  /** The server was given the programme since start(): whatever breaks, the class may see a stream of it. */
  #wasGiven = false;

  /** The class's stream as the log tells it: now, and when this attempt began. */
  #stream: Stream = { status: 'idle' };
  #before: Stream = { status: 'idle' };

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#ending = new Ending(options.ask);
  }

  get status(): PublisherStatus {
    return this.#status;
  }

  start(tracks: ProgrammeTracks): void {
    if (this.#tracks) return;
    this.#tracks = tracks;
    this.#ending.cancel();
    this.#wasGiven = false;
    this.#attempt = 0;
    this.#become({ is: 'connecting', attempt: 0 });
    this.#publish();
  }

  async stop(): Promise<void> {
    // Not by its link alone: there may be none just now, or one that the server has let go of.
    if (this.#tracks && this.#wasGiven) this.#ending.wish(this.#stream);
    if (this.#gateway === 'open') void this.#ending.tell(this.#stream);
    await this.#rest();
  }

  /** Statistics of the link, while there is one. */
  async stats(): Promise<RTCStatsReport | undefined> {
    return this.#current?.link?.stats();
  }

  /**
   * The server knows a broadcast by the connection that began it: after the gateway was away there is a new one, and
   * the programme has to be announced on it again.
   */
  handleGateway(gateway: GatewayState): void {
    if (gateway === this.#gateway) return;
    this.#gateway = gateway;
    if (gateway === 'open') void this.#ending.tell(this.#stream);
    if (!this.#tracks || this.#status.is === 'failed') return;
    if (gateway === 'open') {
      this.#attempt = 0;
      this.#cancelOpening('goes-on');
      // What goes out still is seen until the new way is there.
      if (this.#current) this.#current.isLeft = true;
      this.#publish();
    } else {
      // The link stays up meanwhile, and the server keeps it for a moment: where only the gateway broke, students see on.
      this.#becomeBroken();
    }
  }

  /** Only the log knows when students see it; and sooner than WebRTC, that the server can't send it on. */
  handleStream(stream: Stream): void {
    this.#stream = stream;
    if (!this.#tracks) return;
    const isOnAir = this.#status.is === 'live' || this.#status.is === 'reconnecting';
    if (isOnAir && this.#ending.isNews(stream)) void this.#rest();
    else this.#heedStream();
  }

  #publish(): void {
    const tracks = this.#tracks;
    if (!tracks || this.#gateway === 'away' || this.#opening) return;
    this.#before = this.#stream;
    const attempt: Attempt = {
      giveUp: new AbortController(),
      link: undefined,
      isFaltering: false,
      isLeft: false,
    };
    this.#opening = attempt;
    const { ask, openLink } = this.#options;
    openLink({
      ...{ ask, tracks, source: 'programme', signal: attempt.giveUp.signal },
      isNeeded: () => !this.#isSteady(),
      onChange: (now) => this.#handleChange(attempt, now),
    }).then(
      (link) => {
        if (attempt.giveUp.signal.aborted) void link.close(this.#tracks ? 'goes-on' : 'ended');
        else this.#handleOpen(attempt, link);
      },
      (error: unknown) => {
        if (!attempt.giveUp.signal.aborted) this.#handleFailure(error);
      },
    );
  }

  #handleOpen(attempt: Attempt, link: PublishLink): void {
    const before = this.#current;
    attempt.link = link;
    this.#current = attempt;
    this.#wasGiven = true;
    this.#opening = undefined;
    void before?.link?.close('goes-on');
    this.#linkedAtMs = this.#options.clock.now();
    if (this.#status.is === 'connecting') this.#become({ is: 'unseen' });
    // Its stream may have been told of before the link was said to be open.
    this.#heedStream();
  }

  #handleChange(attempt: Attempt, now: LinkChange): void {
    if (attempt !== this.#current) return;
    switch (now) {
      case 'faltering':
        attempt.isFaltering = true;
        if (!attempt.isLeft) this.#again(0);
        return;
      case 'steady':
        attempt.isFaltering = false;
        if (attempt.isLeft) return;
        this.#cancelRetry?.();
        if (this.#status.is === 'connecting') this.#become({ is: 'unseen' });
        this.#heedStream();
        return;
      case 'lost':
        this.#handleLoss();
        return;
      case 'replaced':
        this.#fail(new OwnRefusal('not-allowed', () => texts.takenOver));
        return;
    }
  }

  // A class's stream outlives its studio's connections: that it is live counts, whichever attempt it began with.
  #heedStream(): void {
    const stream = this.#stream;
    if (!this.#isSteady() || this.#gateway === 'away') return;
    if (stream.status === 'live') {
      this.#handleSeen();
    } else if (stream.status === 'stopped' && stream.reason === 'failed' && !this.#isOld(stream.streamId)) {
      if (this.#status.is === 'live') this.#handleLoss();
      // It has tried for long by itself before it says so: another attempt at once would go the same way.
      else this.#fail(new OwnRefusal('no-media', () => texts.neverSeen));
    }
  }

  #isSteady(): boolean {
    const current = this.#current;
    return current?.link !== undefined && !current.isFaltering && !current.isLeft;
  }

  /** It had stopped before this attempt began. */
  #isOld(streamId: string): boolean {
    return this.#before.status === 'stopped' && this.#before.streamId === streamId;
  }

  #handleSeen(): void {
    const { status } = this;
    if (status.is === 'live') return;
    const since = status.is === 'reconnecting' ? status.since : this.#options.clock.now();
    this.#become({ is: 'live', since });
  }

  #handleLoss(): void {
    if (this.#options.clock.now() - this.#linkedAtMs >= STEADY_MS) this.#attempt = 0;
    const { link } = this.#current ?? {};
    this.#current = undefined;
    void link?.close('goes-on');
    this.#again(0);
  }

  #handleFailure(error: unknown): void {
    this.#opening = undefined;
    // The link beside which it was opened has mended.
    if (this.#isSteady()) return;
    if (error instanceof RefusedError) {
      if (mayPassLater(error.refusal)) this.#again(error.refusal.retryAfterMs ?? 0);
      else this.#fail(error.refusal);
    } else {
      this.#again(0);
    }
  }

  #fail(refusal: Refusal): void {
    this.#tracks = undefined;
    void this.#drop('goes-on');
    this.#become({ is: 'failed', refusal });
  }

  #again(atLeastMs: number): void {
    // Where one is under way already, beside the link that was lost, that one is waited for.
    if (this.#opening) return this.#becomeBroken();
    const waitMs = retryDelayMs(this.#attempt, this.#options.random, atLeastMs);
    this.#attempt += 1;
    this.#becomeBroken();
    this.#cancelRetry?.();
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

  async #rest(): Promise<void> {
    this.#tracks = undefined;
    const dropped = this.#drop('ended');
    if (this.#status.is !== 'idle') this.#become({ is: 'idle' });
    await dropped;
  }

  #cancelOpening(programme: 'ended' | 'goes-on'): void {
    this.#cancelRetry?.();
    this.#opening?.giveUp.abort(programme);
    this.#opening = undefined;
  }

  /** Lets go of what is there or under way; what it was for is decided by the caller. */
  async #drop(programme: 'ended' | 'goes-on'): Promise<void> {
    this.#cancelOpening(programme);
    const link = this.#current?.link;
    this.#current = undefined;
    await link?.close(programme);
  }

  #become(status: PublisherStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }
}
