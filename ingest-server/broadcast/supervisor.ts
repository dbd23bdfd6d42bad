import type { Av1Side } from './av1-side.ts';
import { FeedWatch } from './feed-watch.ts';
import type { ProgrammeFeed } from './feed.ts';
import { Life } from './life.ts';
import type { AudioRung, VideoRung } from './pure/ladder.ts';
import {
  type Plan,
  type ProgrammeFacts,
  type StartReason,
  addFalseAlarm,
  isStopgap,
  nextStep,
  noFalseAlarms,
  samePlan,
} from './pure/programme-plan.ts';
import { HEALTHY_LIFE_MS, planRestart } from './pure/restart-plan.ts';
import type { Timeline } from './timeline.ts';
import type { TranscoderEnd, TranscoderOptions } from './transcoder.ts';

export interface SupervisorLogger {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

export interface SupervisorOptions {
  readonly timeline: Timeline;
  /** All rungs, the top one first. */
  readonly video: readonly VideoRung[];
  readonly audio: readonly AudioRung[];
  readonly av1: Av1Side | undefined;
  /** What every life begins with: asked anew for each. */
  transcoder(): Pick<
    TranscoderOptions,
    'ffmpeg' | 'encoder' | 'lifeline' | 'preset' | 'partCutMs' | 'looker' | 'handleLine' | 'handlePicture'
  >;
  readonly logger: SupervisorLogger;
  readonly now: () => number;
  /** Students have seen the stream in an earlier life of the server. */
  readonly wasSeen: boolean;
  handleOnAir(plan: Plan): void;
  handlePart(): void;
  /** A life ended by itself after so many others. */
  handleDeath(death: Death): void;
}

export interface Death {
  /** One after the other, with this one. */
  readonly deaths: number;
  /** Before it had given parts for a while. */
  readonly wasEarly: boolean;
  /** FFmpeg gave up by itself: nobody killed it, and it was not only silent. */
  readonly gaveUp: boolean;
  readonly detail: string;
}

const LOOK_EVERY_MS = 100;
/** A look that comes so late: this process stood still, and knows nothing of what came meanwhile. */
const STOOD_STILL_MS = 500;
/** Until it has read what waited in pipes, and asked whether packets come. */
const CATCH_UP_MS = 600;

/**
 * Keeps something on air: the studio's programme, or our own picture while there is none. Each new life begins in the
 * wings and takes the place of the one before it with its first part.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #timer: NodeJS.Timeout;
  #video: readonly string[];
  #isSlateChosen = false;
  #watch: FeedWatch | undefined;
  #feeds = 0;
  #wasSeen: boolean;
  #onAir: Life | undefined;
  #candidate: Life | undefined;
  #deaths = 0;
  #nextTryAt = 0;
  #lookedAt = Number.POSITIVE_INFINITY;
  #blindUntil = 0;
  #falseAlarms = noFalseAlarms;
  #replacements = 0;
  #isClosed = false;
  /** Those that were told to end. */
  readonly #ending = new Set<Promise<void>>();

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#video = options.video.map(({ name }) => name);
    this.#wasSeen = options.wasSeen;
    this.#timer = setInterval(() => this.#lookInTime(), LOOK_EVERY_MS);
  }

  /** What is on the timeline now; undefined while nothing is. */
  get plan(): Plan | undefined {
    return this.#onAir?.plan;
  }

  get run(): Life['run'] | undefined {
    return this.#onAir?.run;
  }

  /** How far what is on air has come. */
  get mark(): Life['mark'] {
    return this.#onAir?.mark;
  }

  get isSlateChosen(): boolean {
    return this.#isSlateChosen;
  }

  /** How often a transcoder was replaced that had died or hung. */
  get replacements(): number {
    return this.#replacements;
  }

  /** How many died one after the other; 0 once one has given parts for a while that is no stopgap. */
  get deaths(): number {
    return this.#onAir && this.#healthyMs(this.#onAir) >= HEALTHY_LIFE_MS ? 0 : this.#deaths;
  }

  /** From now on the programme doesn't stop when its feed does. */
  handleSeen(): void {
    this.#wasSeen = true;
  }

  take(feed: ProgrammeFeed): void {
    this.#watch?.close();
    this.#watch = new FeedWatch(feed, (this.#feeds += 1), this.#options.now);
    this.#look();
  }

  /** No more comes of it; what had come is still on its way. */
  lose(): void {
    this.#watch?.close();
  }

  /** Only these from the next run on, the top one first. */
  setVideo(names: readonly string[]): void {
    this.#video = names;
    this.#look();
  }

  /** Our own picture from the next run on, whatever the studio sends; until it is taken off. */
  chooseSlate(on: boolean): void {
    this.#isSlateChosen = on;
    this.#look();
  }

  /** Another transcoder takes the place of what is on air, as of one that hangs; one that waits for its next try has it now. */
  restart(): void {
    this.#nextTryAt = 0;
    this.#look();
    // One that begins for something else takes the place as well; one that only may be needed can be called off.
    const isComing = this.#candidate !== undefined && this.#candidate.because !== 'hung';
    if (this.#onAir && !isComing && !this.#isClosed) this.#begin(this.#onAir.plan, 'asked');
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#watch?.close();
    this.#end(this.#candidate);
    this.#end(this.#onAir);
    await this.#options.av1?.close();
    await Promise.all(this.#ending);
  }

  get #facts(): ProgrammeFacts {
    return {
      now: this.#options.now(),
      ...{ feed: this.#watch?.facts, video: this.#video, wasSeen: this.#wasSeen },
      isSlateChosen: this.#isSlateChosen,
      ...{ onAir: this.#onAir?.facts, candidate: this.#candidate?.facts },
      ...{ deaths: this.#deaths, nextTryAt: this.#nextTryAt, falseAlarms: this.#falseAlarms },
    };
  }

  /** What is judged by how long ago something came is not judged by one who was away: it would be thought to be gone. */
  #lookInTime(): void {
    const now = this.#options.now();
    const stoodStill = now - this.#lookedAt > STOOD_STILL_MS;
    this.#lookedAt = now;
    if (now < this.#blindUntil) return;
    if (stoodStill) this.#blindUntil = now + CATCH_UP_MS;
    else this.#look();
  }

  #look(): void {
    if (this.#isClosed) return;
    const step = nextStep(this.#facts);
    switch (step.is) {
      case 'stay':
        return;
      case 'start':
        if (step.makesRoom) this.#makeRoom();
        this.#begin(step.plan, step.because);
        return;
      case 'call-off':
        this.#falseAlarms = addFalseAlarm(this.#falseAlarms, this.#options.now());
        this.#options.logger.info(
          { falseAlarms: this.#falseAlarms.count },
          'the transcoder did not hang after all',
        );
        this.#end(this.#candidate);
        this.#candidate = undefined;
        return;
      case 'give-up': {
        const given = this.#candidate;
        this.#candidate = undefined;
        this.#end(given);
        this.#countDeath(0, { because: 'broken', detail: 'it gave no first part' });
        return;
      }
    }
  }

  #makeRoom(): void {
    this.#options.logger.info(
      { lateMs: this.#onAir?.facts.lateMs },
      'the transcoder makes room for a smaller one',
    );
    this.#end(this.#onAir);
    this.#onAir = undefined;
    this.#options.av1?.end();
  }

  #begin(plan: Plan, because: StartReason): void {
    const { timeline, video, audio, av1, now, logger } = this.#options;
    this.#end(this.#candidate);
    const leader = plan.video[0] ?? '';
    logger.info({ plan, because }, 'a transcoder is started');
    this.#candidate = new Life({
      ...{ plan, because, now },
      run: timeline.openRun(leader),
      transcoder: {
        ...this.#options.transcoder(),
        feed: this.#watch?.feed,
        video: video.filter(({ name }) => plan.video.includes(name)),
        audio,
      },
      // AV1 is made of the ladder's top rung, and of no smaller one.
      av1: leader === video[0]?.name ? av1 : undefined,
      handleOnAir: (life) => this.#handleOnAir(life),
      handlePart: (of) => this.#handlePart(plan, of),
      handleDied: (life, end) => this.#handleDied(life, end),
    });
  }

  /** What is of our own making says nothing of what comes. */
  #handlePart(plan: Plan, of: 'picture' | 'sound'): void {
    if (plan[of] === 'feed' && plan.feedId === this.#feeds) this.#watch?.handlePart(of);
    this.#options.handlePart();
  }

  #handleOnAir(life: Life): void {
    if (life !== this.#candidate) return;
    const { timeline, video, av1, handleOnAir } = this.#options;
    const before = this.#onAir;
    const isReplaced = before !== undefined && samePlan(before.plan, life.plan);
    if (isReplaced && life.because !== 'asked') this.#replacements += 1;
    this.#candidate = undefined;
    this.#onAir = life;
    // Where the one that took the place of a hung one is held to hang as well, it may be what comes: sound that is none.
    const isAgain = life.because === 'hung' && before?.because === 'hung';
    this.#falseAlarms = isAgain ? addFalseAlarm(this.#falseAlarms, this.#options.now()) : noFalseAlarms;
    this.#end(before);
    for (const { name } of video) if (!life.plan.video.includes(name)) timeline.pause(name);
    if (life.plan.video[0] !== video[0]?.name) av1?.end();
    handleOnAir(life.plan);
  }

  /** Our own picture in the waits says nothing of what it stands in for. */
  #healthyMs({ because, plan, gaveMs }: Life): number {
    return because === 'interim' && isStopgap(this.#facts, plan) ? 0 : gaveMs;
  }

  #handleDied(life: Life, end: TranscoderEnd): void {
    if (this.#isClosed || (life !== this.#onAir && life !== this.#candidate)) return;
    const healthyMs = this.#healthyMs(life);
    if (life === this.#onAir) {
      this.#onAir = undefined;
      this.#options.av1?.end();
      this.#replacements += 1;
    } else {
      this.#candidate = undefined;
    }
    this.#countDeath(healthyMs, end);
    // A first death is made good at once.
    this.#look();
  }

  #countDeath(gaveMs: number, end: TranscoderEnd): void {
    const { logger, now, handleDeath } = this.#options;
    const { deaths, waitMs, alarm } = planRestart(this.#deaths, gaveMs);
    this.#deaths = deaths;
    this.#nextTryAt = now() + waitMs;
    const detail = end.because === 'asked' ? end.because : `${end.because}: ${end.detail}`;
    const facts = { detail, deaths, waitMs };
    if (alarm) logger.error(facts, 'the transcoder dies again and again');
    else logger.warn(facts, 'the transcoder ended');
    const gaveUp = end.because === 'exited' && end.detail.startsWith('code');
    handleDeath({ deaths, wasEarly: gaveMs < HEALTHY_LIFE_MS, gaveUp, detail });
  }

  #end(life: Life | undefined): void {
    if (!life) return;
    const ending = life.close();
    this.#ending.add(ending);
    void ending.then(() => this.#ending.delete(ending));
  }
}
