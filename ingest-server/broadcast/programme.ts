import { setTimeout as wait } from 'node:timers/promises';
import type { OverviewClass } from '@rostrum/protocol/http';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { ProgrammeFeed } from './feed.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import type { Lifeline } from './lifeline.ts';
import { type AudioRung, type VideoRung, rungsFor, speechRung, videoLadder } from './pure/ladder.ts';
import { type PartTiming, partTiming } from './pure/part-timing.ts';
import { planRestart } from './pure/restart-plan.ts';
import { Timeline } from './timeline.ts';
import { type TranscoderEnd, runTranscoder } from './transcoder.ts';

export interface BroadcastLogger {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  debug(facts: object, text: string): void;
}

export interface ProgrammeOptions {
  classId: ClassId;
  streamId: StreamId;
  feed: ProgrammeFeed;
  ffmpeg: FfmpegBinary;
  lifeline: Lifeline;
  cores: number;
  logger: BroadcastLogger;
  now: () => number;
  /** The timeline can be played: every rung has something. */
  handlePlayable(): void;
  /** The transcoder was given up. */
  handleFailed(): void;
}

type Status = NonNullable<OverviewClass['broadcast']>['status'];

/** One stream of a class on its way out: keeps a transcoder alive and its timeline going. */
export class Programme {
  readonly timeline: Timeline;
  readonly video: readonly VideoRung[];
  readonly audio: AudioRung | undefined;
  readonly parts: PartTiming;
  readonly #options: ProgrammeOptions;
  readonly #stop = new AbortController();
  readonly #finished: Promise<void>;

  #status: Status = 'starting';
  #restarts = 0;
  #playable = false;

  constructor(options: ProgrammeOptions) {
    this.#options = options;
    const { feed, cores, now } = options;
    this.video = feed.video ? videoLadder(feed.video.picture, rungsFor(cores)) : [];
    this.audio = feed.audio ? speechRung : undefined;
    this.parts = partTiming(feed.video?.picture.framesPerSecond);
    this.timeline = new Timeline(now, this.video[0]?.name ?? speechRung.name);
    this.#finished = this.#keepAlive();
  }

  get overview(): NonNullable<OverviewClass['broadcast']> {
    const video = this.video.map(({ name, kind, width, height, averageBps }) => ({
      ...{ name, kind, width, height },
      bitrateBps: averageBps,
    }));
    const audio = this.audio
      ? [{ name: this.audio.name, kind: this.audio.kind, bitrateBps: this.audio.averageBps }]
      : [];
    const { lastPartAt, framesPerSecond } = this.timeline;
    return {
      status: this.#status,
      restarts: this.#restarts,
      rungs: [...video, ...audio],
      ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
      ...(lastPartAt === undefined ? {} : { lastPartAgeMs: this.#options.now() - lastPartAt }),
    };
  }

  get streamId(): StreamId {
    return this.#options.streamId;
  }

  /** Ends the stream; what is on the timeline stays playable until the next stream. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#finished;
  }

  async #keepAlive(): Promise<void> {
    const { logger, now, classId, streamId } = this.#options;
    let deaths = 0;
    while (!this.#stop.signal.aborted) {
      const bornAt = now();
      this.timeline.startRun();
      const end = await this.#liveOnce();
      if (end.because === 'asked' || this.#stop.signal.aborted) break;
      const plan = planRestart(deaths, now() - bornAt);
      logger.warn({ classId, streamId, end, plan }, 'the transcoder ended');
      if (!plan.again) {
        this.#status = 'failed';
        this.#options.handleFailed();
        break;
      }
      deaths = plan.deaths;
      this.#status = 'restarting';
      this.#restarts += 1;
      await this.#pause(plan.waitMs);
    }
    this.timeline.end();
  }

  async #liveOnce(): Promise<TranscoderEnd> {
    const { ffmpeg, feed, lifeline, cores, logger, classId } = this.#options;
    try {
      return await runTranscoder(
        {
          ffmpeg,
          feed,
          lifeline,
          video: this.video,
          audio: this.audio,
          preset: cores >= 4 ? 'veryfast' : 'superfast',
          partCutMs: this.parts.cutMs,
          handleInit: (name, bytes) => this.timeline.addInit(name, bytes),
          handleFragment: (name, bytes) => this.#handleFragment(name, bytes),
          handleLine: (line) => logger.debug({ classId, line }, 'ffmpeg'),
        },
        this.#stop.signal,
      );
    } catch (error) {
      // No ports, or no process at all: one more way for a life to end.
      return { because: 'broken', detail: error instanceof Error ? error.message : String(error) };
    }
  }

  #handleFragment(name: string, bytes: Buffer): void {
    this.timeline.addFragment(name, bytes);
    this.#status = 'running';
    if (this.#playable) return;
    const rungs = [...this.video, ...(this.audio ? [this.audio] : [])];
    if (!rungs.every((rung) => (this.timeline.rendition(rung.name)?.segments.length ?? 0) > 0)) return;
    this.#playable = true;
    this.#options.handlePlayable();
  }

  async #pause(ms: number): Promise<void> {
    try {
      await wait(ms, undefined, { signal: this.#stop.signal });
    } catch {
      // Asked to stop while waiting: the loop sees it.
    }
  }
}
