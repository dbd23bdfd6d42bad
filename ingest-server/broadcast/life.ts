import type { Av1Side } from './av1-side.ts';
import type { LifeFacts, Plan, StartReason } from './pure/programme-plan.ts';
import type { Mark } from './pure/pace.ts';
import type { Run } from './timeline-run.ts';
import { type Looker, type TranscoderEnd, type TranscoderOptions, runTranscoder } from './transcoder.ts';

export interface LifeOptions {
  readonly plan: Plan;
  readonly because: StartReason;
  readonly run: Run;
  readonly now: () => number;
  readonly transcoder: Omit<TranscoderOptions, 'plan' | 'handleInit' | 'handleFragment'>;
  /** Fed with the top rung, where AV1 is made. */
  readonly av1: Av1Side | undefined;
  /** Its parts are on the timeline from now on. */
  handleOnAir(life: Life): void;
  handlePart(of: 'picture' | 'sound'): void;
  /** It is over, and not because it was closed. */
  handleDied(life: Life, end: TranscoderEnd): void;
}

/** One life of the transcoder with the run that it makes. */
export class Life {
  readonly plan: Plan;
  readonly because: StartReason;
  readonly startedAt: number;
  readonly ended: Promise<void>;
  readonly #options: LifeOptions;
  readonly #stop = new AbortController();
  readonly #pictures: ReadonlySet<string>;
  #firstPartAt: number | undefined;
  #pictureAt: number | undefined;
  #soundAt: number | undefined;
  #leaderAt: number | undefined;
  #topInit: Buffer | undefined;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.plan = options.plan;
    this.because = options.because;
    this.startedAt = options.now();
    this.#pictures = new Set(options.plan.video);
    this.ended = this.#live();
  }

  get facts(): LifeFacts & { because: StartReason } {
    const { plan, startedAt, because } = this;
    return {
      plan,
      startedAt,
      because,
      pictureAt: this.#pictureAt,
      soundAt: this.#soundAt,
      lateMs: this.run.latenessMs,
    };
  }

  get run(): Run {
    return this.#options.run;
  }

  /** How far it has come, and when; undefined before its first picture. */
  get mark(): Mark | undefined {
    const { leaderEndMs: endMs } = this.run;
    const at = this.#leaderAt;
    return at === undefined || endMs === undefined ? undefined : { of: this.run, at, endMs };
  }

  /** From its first part to its last. */
  get gaveMs(): number {
    const lastAt = Math.max(this.#pictureAt ?? 0, this.#soundAt ?? 0);
    return this.#firstPartAt === undefined ? 0 : lastAt - this.#firstPartAt;
  }

  /** What it has given stays on the timeline. */
  close(): Promise<void> {
    this.run.end();
    this.#stop.abort();
    return this.ended;
  }

  async #live(): Promise<void> {
    const { handleDied } = this.#options;
    const { looker, ...transcoder } = this.#options.transcoder;
    let end: TranscoderEnd;
    try {
      end = await runTranscoder(
        {
          ...transcoder,
          ...(looker && { looker: this.#onAirOnly(looker) }),
          plan: this.plan,
          handleInit: (name, bytes) => this.#handleInit(name, bytes),
          handleFragment: (name, bytes) => this.#handleFragment(name, bytes),
        },
        this.#stop.signal,
      );
    } catch (error) {
      // No ports, or no process at all: one more way for a life to end.
      end = { because: 'broken', detail: error instanceof Error ? error.message : String(error) };
    }
    if (this.#stop.signal.aborted) return;
    this.run.end();
    handleDied(this, end);
  }

  #onAirOnly(looker: Looker): Looker {
    return {
      see: (points) => {
        if (this.run.isOnAir) looker.see(points);
      },
      hear: (samples) => {
        if (this.run.isOnAir) looker.hear(samples);
      },
    };
  }

  #handleInit(name: string, bytes: Buffer): void {
    if (this.#stop.signal.aborted) return;
    this.run.addInit(name, bytes);
    if (name === this.plan.video[0]) this.#topInit = bytes;
  }

  #handleFragment(name: string, bytes: Buffer): void {
    if (this.#stop.signal.aborted) return;
    const { now, run, av1, handleOnAir, handlePart } = this.#options;
    const wasOnAir = run.isOnAir;
    run.addFragment(name, bytes);
    if (name === this.plan.video[0]) this.#leaderAt = now();
    this.#firstPartAt ??= now();
    const of = this.#pictures.has(name) ? 'picture' : 'sound';
    if (of === 'picture') this.#pictureAt = now();
    else this.#soundAt = now();
    if (!run.isOnAir) return;
    if (!wasOnAir) {
      if (this.#topInit) av1?.begin(run, this.#topInit);
      handleOnAir(this);
    }
    // It stands on the timeline by now, and AV1 is made in the timeline's times.
    if (name === this.plan.video[0]) av1?.write(bytes);
    handlePart(of);
  }
}
