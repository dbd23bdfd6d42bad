import type { Av1End, Av1Options, Av1Transcoder } from './av1-transcoder.ts';
import type { Av1Plan } from './encoders.ts';
import type { VideoRung } from './pure/ladder.ts';
import type { Run } from './timeline-run.ts';

export interface Av1SideOptions {
  readonly now: () => number;
  /** Starts nothing yet. */
  create(
    plan: Av1Plan,
    handlers: Pick<Av1Options, 'handleInit' | 'handleFragment' | 'handleEnd'>,
  ): Av1Transcoder;
  /** It gives nothing any more. */
  handleAway(end: Av1End): void;
}

/** How often it may die beside one run; then it stays away until the next. */
const DEATHS_MAX = 3;
/** A player waits for so long while it is begun anew; then it is better off with another rung. */
const AWAY_AFTER_MS = 4_000;

/** The AV1 rungs of a programme: an encoder that is fed with the top H.264 rung, for as long as it can and may. */
export class Av1Side {
  readonly #options: Av1SideOptions;
  #plan: Av1Plan | undefined;
  #fed: { run: Run; init: Buffer } | undefined;
  #encoder: Av1Transcoder | undefined;
  #isShed = false;
  #deaths = 0;
  /** When each rung gave its newest part. */
  readonly #gaveAt = new Map<string, number>();

  constructor(options: Av1SideOptions) {
    this.#options = options;
  }

  /** None before they are offered. */
  get rungs(): readonly VideoRung[] {
    return this.#plan?.rungs ?? [];
  }

  /** From now on these are made; a stream may be on its way before it is known what the machine can. */
  offer(plan: Av1Plan): void {
    this.#plan = plan;
    this.#restart();
  }

  /** Whether this rung gives parts, but for a moment. */
  gives(name: string): boolean {
    const gaveAt = this.#gaveAt.get(name);
    return !this.#isShed && gaveAt !== undefined && this.#options.now() - gaveAt < AWAY_AFTER_MS;
  }

  /** It is being made, and not every rung has given something yet. */
  get isComing(): boolean {
    return this.#encoder !== undefined && !this.rungs.every(({ name }) => this.#gaveAt.has(name));
  }

  /** By how much its pictures are behind those that it is fed with. */
  get behindMs(): number {
    return this.#encoder?.behindMs ?? 0;
  }

  /** A run whose top rung it is made of has come on air. */
  begin(run: Run, init: Buffer): void {
    this.#fed = { run, init };
    this.#deaths = 0;
    this.#restart();
  }

  /** A fragment of that run's top rung, in the timeline's times. */
  write(fragment: Buffer): void {
    this.#encoder?.write(fragment);
  }

  /** That run is over, or has no top rung to make AV1 of. */
  end(): void {
    this.#fed = undefined;
    this.#stop();
  }

  shed(): void {
    this.#isShed = true;
    this.#stop();
  }

  bringBack(): void {
    this.#isShed = false;
    this.#deaths = 0;
    this.#restart();
  }

  async close(): Promise<void> {
    this.#fed = undefined;
    const encoder = this.#encoder;
    this.#stop();
    await encoder?.close();
  }

  #stop(): void {
    const encoder = this.#encoder;
    // First: that it ends now is nobody's loss.
    this.#encoder = undefined;
    void encoder?.close();
  }

  #restart(): void {
    this.#stop();
    if (!this.#plan || !this.#fed || this.#isShed || this.#deaths >= DEATHS_MAX) return;
    const { run, init } = this.#fed;
    const encoder = this.#options.create(this.#plan, {
      handleInit: (name, bytes) => {
        if (this.#encoder === encoder) run.addInit(name, bytes);
      },
      handleFragment: (name, bytes) => {
        if (this.#encoder !== encoder) return;
        run.addDerived(name, bytes);
        this.#gaveAt.set(name, this.#options.now());
      },
      handleEnd: (end) => this.#handleEnd(encoder, end),
    });
    this.#encoder = encoder;
    encoder.begin(init);
  }

  #handleEnd(encoder: Av1Transcoder, end: Av1End): void {
    if (this.#encoder !== encoder) return;
    this.#encoder = undefined;
    this.#deaths += 1;
    this.#options.handleAway(end);
    this.#restart();
  }
}
