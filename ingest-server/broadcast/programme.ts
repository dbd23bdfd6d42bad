import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { ProgrammeArchive } from './archive/index.ts';
import { Av1Side } from './av1-side.ts';
import { createAv1 } from './av1-transcoder.ts';
import type { Encoders } from './encoders.ts';
import type { ProgrammeFeed } from './feed.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import type { Lifeline } from './lifeline.ts';
import { OfferedRungs } from './offered-rungs.ts';
import type { GovernorStep } from './pure/governor.ts';
import { type AudioRung, type VideoRung, audioRungs } from './pure/ladder.ts';
import type { PartJourney } from './part-journeys.ts';
import { onAirOverview } from './pure/on-air-overview.ts';
import { addSecond, noPace } from './pure/pace.ts';
import { type PartTiming, partTiming } from './pure/part-timing.ts';
import { type Plan, isWaiting } from './pure/programme-plan.ts';
import type { PictureSize } from './pure/transcoder-line.ts';
import { Sight } from './sight.ts';
import { type Death, Supervisor, type SupervisorLogger } from './supervisor.ts';
import { type SoundTap, tapped } from './sound-tap.ts';
import { type NextRun, Timeline } from './timeline.ts';

export interface BroadcastLogger extends SupervisorLogger {
  debug(facts: object, text: string): void;
}

export interface ProgrammeOptions {
  readonly classId: ClassId;
  readonly streamId: StreamId;
  /** What it is sent in from its first picture to its end, the top one first. */
  readonly video: readonly VideoRung[];
  readonly ffmpeg: FfmpegBinary;
  /** Undefined until they were tried. */
  readonly encoders: () => Pick<Encoders, 'h264' | 'giveUpHardware' | 'av1For'> | undefined;
  readonly lifeline: Lifeline;
  readonly cores: number;
  readonly logger: BroadcastLogger;
  /** The wall clock, which may jump: only what is stamped goes by it. */
  readonly now: () => number;
  readonly monotonicNow: () => number;
  readonly archive: ProgrammeArchive | undefined;
  /** Closed with the programme. */
  readonly sound?: SoundTap;
  /** Undefined where this part isn't followed. */
  readonly followPart?: (rung: string) => PartJourney | undefined;
  /** Where a stream goes on that an earlier life of the server began. */
  readonly from?: NextRun;
  readonly slateMaxMs: number;
  readonly cpuPressure: () => Promise<number | undefined>;
  /** The timeline can be played: every rung has something. */
  handlePlayable(): void;
  /** So large is the picture that comes in. */
  handlePicture(size: PictureSize): void;
  /** The transcoder never gave anything. */
  handleFailed(): void;
  /** Nothing came from the studio for too long. */
  handleLost(): void;
  /** The rungs that are left out now, and why this changed. */
  handleShed(rungs: readonly string[], because: string): void;
  /** Whether our own picture stands for the lecture; told with every life of the transcoder. */
  handleSlate(on: boolean): void;
}

type Overview = NonNullable<OverviewClass['broadcast']>;

const GOVERN_EVERY_MS = 1_000;
/** One that nobody has seen anything of is given up after so many tries: its studio is told. */
const DEATHS_BEFORE_SEEN_MAX = 7;
const ALARM_DEATHS = 3;
/** It begins with the next segment, and its encoder looks ahead. */
const AV1_PATIENCE_MS = 4_000;

/** One stream of a class on its way out, from its first picture to its end. */
export class Programme {
  readonly streamId: StreamId;
  readonly timeline: Timeline;
  readonly archive: ProgrammeArchive | undefined;
  readonly #options: ProgrammeOptions;
  readonly #video: readonly VideoRung[];
  readonly #av1: Av1Side;
  readonly #supervisor: Supervisor;
  readonly #governing: NodeJS.Timeout;
  readonly #sight: Sight;
  readonly #offered: OfferedRungs;
  #parts: PartTiming;
  #pace = noPace;
  #incoming: PictureSize | undefined;
  #playable: boolean;
  #waitingSince: number | undefined;
  #completeSince: number | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: ProgrammeOptions) {
    const { streamId, video, now, monotonicNow, archive, from, logger, classId, sound, followPart } = options;
    this.#options = options;
    this.streamId = streamId;
    this.archive = archive;
    const told = tapped(archive, sound);
    this.timeline = new Timeline({
      ...{ now, monotonicNow, ...(from && { from }), ...(told && { archive: told }) },
      framesPerSecondOf: (name) => this.#framesPerSecondOf(name),
      ...(followPart && { followPart }),
    });
    this.#video = video;
    this.#parts = partTiming(video[0]?.framesPerSecond);
    this.#playable = from !== undefined;
    this.#av1 = this.#openAv1();
    this.#sight = new Sight(options);
    this.#offered = new OfferedRungs(video, () => this.#av1.rungs);
    const withIds = (facts: object) => ({ classId, streamId, ...facts });
    this.#supervisor = new Supervisor({
      ...{ timeline: this.timeline, video, audio: audioRungs, av1: this.#av1 },
      now: monotonicNow,
      wasSeen: this.#playable,
      transcoder: () => this.#transcoder(),
      logger: {
        info: (facts, text) => logger.info(withIds(facts), text),
        warn: (facts, text) => logger.warn(withIds(facts), text),
        error: (facts, text) => logger.error(withIds(facts), text),
      },
      handleOnAir: (plan) => this.#handleOnAir(plan),
      handlePart: () => this.#handlePart(),
      handleDeath: (death) => this.#handleDeath(death),
    });
    this.#governing = setInterval(() => void this.#govern(), GOVERN_EVERY_MS);
    this.handleEncodersTried();
  }

  /** What this machine can is known: a stream that is on its way already gets its AV1 too. */
  handleEncodersTried(): void {
    const plan = this.#options.encoders()?.av1For(this.#video);
    if (plan) this.#av1.offer(plan);
  }

  get isPlayable(): boolean {
    return this.#playable;
  }

  get partTargetMs(): number {
    return this.#parts.targetMs;
  }

  /** All of them, also those that are away. */
  get rungs(): readonly (VideoRung | AudioRung)[] {
    return [...this.#video, ...this.#av1.rungs, ...audioRungs];
  }

  /** Why this rung gives nothing now, in words; undefined while it does. */
  awayBecause(name: string): string | undefined {
    const { byAdmin, byLoad } = this.#offered.leftOut;
    if (byAdmin.includes(name)) return 'An administrator left this rendition out.';
    if (this.#isAv1(name)) {
      return this.#av1.gives(name) ? undefined : 'The server does not make this rendition now.';
    }
    return byLoad.includes(name) ? 'The server is too busy for this rendition.' : undefined;
  }

  #framesPerSecondOf(name: string): number | undefined {
    const rung = this.rungs.find((one) => one.name === name);
    return rung?.kind === 'video' ? rung.framesPerSecond : undefined;
  }

  #isAv1(name: string): boolean {
    return this.#av1.rungs.some((rung) => rung.name === name);
  }

  get overview(): Overview {
    const { lastPartAt, framesPerSecond } = this.timeline;
    return onAirOverview({
      status: this.#status,
      restarts: this.#supervisor.replacements,
      rungs: this.rungs.filter(({ name }) => this.awayBecause(name) === undefined),
      isAv1: (name) => this.#isAv1(name),
      leftOut: this.#offered.leftOut.byLoad,
      more: {
        ...{ framesPerSecond, speed: this.#pace.speed, topRung: this.#offered.topRung, slate: this.#slate },
        lastPartAgeMs: lastPartAt === undefined ? undefined : this.#options.monotonicNow() - lastPartAt,
        ...this.#sight.unseen,
      },
    });
  }

  /** The studio sends this from now on. */
  take(feed: ProgrammeFeed): void {
    // Parts that a slow picture makes longer are told to be so; they never become shorter again.
    const timing = partTiming(feed.video?.picture?.framesPerSecond);
    if (timing.targetMs > this.#parts.targetMs) this.#parts = timing;
    this.#supervisor.take(feed);
  }

  /** Nothing comes from the studio any more. */
  lose(): void {
    this.#supervisor.lose();
  }

  /** Another transcoder for the same. */
  restart(): void {
    this.#supervisor.restart();
  }

  /** Our own picture in place of the lecture, until it is taken off; meanwhile the stream waits for nobody. */
  chooseSlate(on: boolean): void {
    if (this.#waitingSince !== undefined) this.#waitingSince = this.#options.monotonicNow();
    this.#supervisor.chooseSlate(on);
  }

  /** None above this one goes out; undefined: whatever the machine can. False where there is no such rung. */
  limitTopRung(name: string | undefined): boolean {
    if (!this.#offered.limit(name)) return false;
    this.#offer(name === undefined ? 'an administrator lifted the limit' : 'an administrator set a limit');
    return true;
  }

  /** `over`: what is on the timeline stays playable as a whole. `suspended`: another life of the server goes on with it. */
  close(as: 'over' | 'suspended'): Promise<void> {
    return (this.#closing ??= this.#close(as));
  }

  async #close(as: 'over' | 'suspended'): Promise<void> {
    clearInterval(this.#governing);
    await this.#supervisor.close();
    this.timeline.end(as);
    this.#options.sound?.close();
  }

  get #status(): Overview['status'] {
    const { plan, deaths } = this.#supervisor;
    if (deaths >= ALARM_DEATHS) return 'failed';
    if (!this.#playable) return 'starting';
    return plan ? 'running' : 'restarting';
  }

  get #slate(): Overview['slate'] {
    const { plan, isSlateChosen } = this.#supervisor;
    if (!plan || !isWaiting(plan)) return undefined;
    return isSlateChosen ? 'chosen' : 'away';
  }

  #transcoder(): ReturnType<ConstructorParameters<typeof Supervisor>[0]['transcoder']> {
    const { ffmpeg, encoders, lifeline, cores, logger, classId } = this.#options;
    return {
      ...{ ffmpeg, lifeline, encoder: encoders()?.h264 ?? 'libx264' },
      preset: cores >= 4 ? 'veryfast' : 'superfast',
      ...{ partCutMs: this.#parts.cutMs, looker: this.#sight },
      handleLine: (line) => logger.debug({ classId, line }, 'ffmpeg'),
      handlePicture: (size) => this.#handlePicture(size),
    };
  }

  #handlePicture(size: PictureSize): void {
    const { logger, classId, streamId } = this.#options;
    const before = this.#incoming;
    this.#incoming = size;
    if (before && (before.width !== size.width || before.height !== size.height)) {
      logger.info({ classId, streamId, ...size, before }, 'the picture that comes in has another size');
    }
    this.#options.handlePicture(size);
  }

  #openAv1(): Av1Side {
    const { ffmpeg, lifeline, cores, logger, monotonicNow, classId, streamId } = this.#options;
    return new Av1Side({
      now: monotonicNow,
      create: ({ encoder, rungs }, handlers) =>
        createAv1({
          ...{ ffmpeg, encoder, lifeline, rungs, cores, partCutMs: this.#parts.cutMs, ...handlers },
          handleLine: (line) => logger.debug({ classId, line }, 'ffmpeg for AV1'),
        }),
      handleAway: (end) => {
        for (const { name } of this.#av1.rungs) this.timeline.pause(name);
        if (end.because !== 'asked') logger.warn({ classId, streamId, end }, 'AV1 ended');
      },
    });
  }

  #handleOnAir(plan: Plan): void {
    const waits = isWaiting(plan);
    this.#waitingSince = waits ? (this.#waitingSince ?? this.#options.monotonicNow()) : undefined;
    this.#sight.handleOnAir(plan);
    this.#options.handleSlate(waits);
  }

  #handlePart(): void {
    if (this.#playable) return;
    const names = [...this.#offered.leftOut.video, ...audioRungs.map(({ name }) => name)];
    if (!names.every((name) => (this.timeline.rendition(name)?.segments.length ?? 0) > 0)) return;
    // A player chooses its codec when it begins, and those who wait for the lecture begin together.
    const { monotonicNow } = this.#options;
    this.#completeSince ??= monotonicNow();
    if (this.#av1.isComing && monotonicNow() - this.#completeSince < AV1_PATIENCE_MS) return;
    this.#playable = true;
    this.#supervisor.handleSeen();
    this.#options.handlePlayable();
    // What was told before anybody could see it was told to nobody.
    this.#options.handleSlate(this.#waitingSince !== undefined);
  }

  #handleDeath({ deaths, wasEarly, gaveUp, detail }: Death): void {
    const encoders = this.#options.encoders();
    // Once may be a picture that came broken; a device that fails does so again.
    if (wasEarly && gaveUp && deaths > 1) encoders?.giveUpHardware(encoders.h264, detail);
    if (!this.#playable && deaths >= DEATHS_BEFORE_SEEN_MAX) this.#options.handleFailed();
  }

  async #govern(): Promise<void> {
    const { monotonicNow, slateMaxMs, cpuPressure } = this.#options;
    const { run, mark, isSlateChosen } = this.#supervisor;
    const waitedMs = this.#waitingSince === undefined ? 0 : monotonicNow() - this.#waitingSince;
    if (waitedMs > slateMaxMs && !isSlateChosen) {
      this.#waitingSince = undefined;
      this.#options.handleLost();
    }
    const latenessMs = run?.latenessMs ?? 0;
    const framesPerSecond = run?.framesPerSecond;
    this.#pace = addSecond(this.#pace, { now: monotonicNow(), mark, latenessMs, framesPerSecond });
    const load = { latenessMs, av1BehindMs: this.#av1.behindMs, cpuPressurePct: await cpuPressure() };
    const step = this.#closing ? undefined : this.#offered.govern(load);
    if (step) this.#heed(step);
  }

  #heed({ is, what, because }: GovernorStep): void {
    const { logger, classId, streamId } = this.#options;
    logger.warn(
      { classId, streamId, what, because },
      is === 'shed' ? 'a rung is left out' : 'a rung is back',
    );
    if (what === 'av1') {
      if (is === 'shed') this.#av1.shed();
      else this.#av1.bringBack();
      for (const { name } of this.#av1.rungs) this.timeline.pause(name);
    }
    this.#offer(because);
  }

  /** What goes out has changed. */
  #offer(because: string): void {
    const { byAdmin, byLoad, video } = this.#offered.leftOut;
    this.#supervisor.setVideo(video);
    this.#options.handleShed([...byAdmin, ...byLoad], because);
  }
}
