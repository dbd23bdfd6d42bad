import { type Stretch, frameRate, keepNewest } from './pure/frame-rate.ts';
import { readFragment } from './pure/fragment.ts';
import { type TrackInfo, readInitSegment } from './pure/init-segment.ts';
import { type RunClock, followWall, heedArrival, latenessMs, unsetClock } from './pure/wall-clock.ts';

/** How many parts wait for the leader's first one; should it never come, they may not pile up. */
const EARLY_MAX = 60;

/** A moof and mdat with what they say, in the time of their run. */
export interface Fragment {
  name: string;
  bytes: Buffer;
  startTicks: number;
  startMs: number;
  durationMs: number;
  frames: number;
  independent: boolean;
}

/** Where a run stands on the timeline, once it does. */
export interface Place {
  index: number;
  firstMsn: number;
  /** What is added to the run's times. */
  offsetMs: number;
}

/** What a run's bytes come to. */
export interface RunHandlers {
  /** The leader's first picture is there: this run takes the place of the one before it. */
  takeOver(run: Run, startMs: number): Place;
  addInit(place: Place, name: string, info: TrackInfo, bytes: Buffer): void;
  place(run: Run, place: Place, fragment: Fragment): void;
  /** All that came at once is placed. */
  placed(): void;
}

export interface RunOptions {
  /** The rung whose first sample opens the run's first segment: one with a picture where there is one. */
  readonly leader: string;
  /** The wall clock, which may be set: only stamps go by it. */
  readonly now: () => number;
  readonly monotonicNow: () => number;
  readonly handlers: RunHandlers;
}

/**
 * What one life of a transcoder gives. It begins in the wings: until the leader's first picture is there, an earlier
 * run goes on. Which pipe is read first is chance, and sound is faster than a picture: what comes before that waits.
 */
export class Run {
  readonly #options: RunOptions;
  readonly #tracks = new Map<string, { info: TrackInfo; bytes: Buffer }>();
  #place: Place | 'in the wings' | 'over' = 'in the wings';
  #early: Fragment[] = [];
  #clock: RunClock = unsetClock;
  /** By how much the wall clock is ahead of the other; undefined before the first stamp. */
  #wallAheadMs: number | undefined;
  #latenessMs = 0;
  #leaderEndMs: number | undefined;
  /** The newest of the leader's picture. */
  #newest: readonly Stretch[] = [];
  /** The wall clock at the run's zero that a segment was given with its first part, so that all rungs stamp it alike. */
  readonly #zeroByMsn = new Map<number, number>();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  get isOnAir(): boolean {
    return typeof this.#place === 'object';
  }

  /** How much later than the run's fastest part its newest came. */
  get latenessMs(): number {
    return this.#latenessMs;
  }

  /** Where the leader's newest part ended, in the run's time; undefined where none came yet. */
  get leaderEndMs(): number | undefined {
    return this.#leaderEndMs;
  }

  /** Of the leader's picture, as it goes out now; undefined where none came yet. */
  get framesPerSecond(): number | undefined {
    return frameRate(this.#newest);
  }

  addInit(name: string, bytes: Buffer): void {
    if (this.#place === 'over') return;
    const info = readInitSegment(bytes);
    this.#tracks.set(name, { info, bytes });
    if (typeof this.#place === 'object') this.#options.handlers.addInit(this.#place, name, info, bytes);
  }

  addFragment(name: string, bytes: Buffer): void {
    if (this.#place === 'over') return;
    const { leader, monotonicNow, handlers } = this.#options;
    const info = this.#infoOf(name);
    const fragment = readTimes(name, bytes, info.timescale);
    const endMs = fragment.startMs + fragment.durationMs;
    const arrivedMs = monotonicNow();
    this.#clock = heedArrival(this.#clock, endMs, arrivedMs);
    if (name === leader) {
      this.#latenessMs = latenessMs(this.#clock, endMs, arrivedMs);
      this.#leaderEndMs = endMs;
      if (info.kind === 'video') this.#newest = keepNewest(this.#newest, fragment);
      if (this.#place === 'in the wings') this.#takeOver(fragment.startMs);
    }
    if (this.#place === 'in the wings') {
      this.#early.push(fragment);
      if (this.#early.length > EARLY_MAX) this.#early.shift();
      return;
    }
    this.#put(fragment);
    for (const early of this.#early.splice(0)) this.#put(early);
    handlers.placed();
  }

  /**
   * What was made out of parts of this very run that had been placed already: it has the timeline's times, not the
   * run's, and comes too late to tell the clock.
   */
  addDerived(name: string, bytes: Buffer): void {
    if (typeof this.#place !== 'object') return;
    const fragment = readTimes(name, bytes, this.#infoOf(name).timescale);
    this.#put({ ...fragment, startMs: fragment.startMs - this.#place.offsetMs });
    this.#options.handlers.placed();
  }

  /** Nothing of it is taken any more. */
  end(): void {
    this.#place = 'over';
    this.#early = [];
  }

  /** Wall clock at `startMs` of the run, as it is told of the segment `msn`. */
  wallAt(msn: number, startMs: number): number {
    const zeroMs = this.#zeroByMsn.get(msn) ?? this.#wallAtZero();
    this.#zeroByMsn.set(msn, zeroMs);
    return zeroMs + startMs;
  }

  /** Segments before this one are told of no more. */
  forgetBefore(msn: number): void {
    for (const known of this.#zeroByMsn.keys()) if (known < msn) this.#zeroByMsn.delete(known);
  }

  #wallAtZero(): number {
    const { now, monotonicNow } = this.#options;
    const monotonicMs = monotonicNow();
    this.#wallAheadMs = followWall(this.#wallAheadMs, now() - monotonicMs);
    return (this.#clock.zeroMs ?? monotonicMs) + this.#wallAheadMs;
  }

  #takeOver(startMs: number): void {
    const { handlers } = this.#options;
    const place = handlers.takeOver(this, startMs);
    this.#place = place;
    for (const [name, { info, bytes }] of this.#tracks) handlers.addInit(place, name, info, bytes);
  }

  #put(fragment: Fragment): void {
    if (typeof this.#place === 'object') this.#options.handlers.place(this, this.#place, fragment);
  }

  #infoOf(name: string): TrackInfo {
    const track = this.#tracks.get(name);
    if (!track) throw new Error(`a fragment of '${name}' came before its init segment`);
    return track.info;
  }
}

function readTimes(name: string, bytes: Buffer, timescale: number): Fragment {
  const { startTicks, durationTicks, samples, independent } = readFragment(bytes);
  const toMs = (ticks: number) => (ticks / timescale) * 1000;
  return {
    ...{ name, bytes, startTicks, independent, frames: samples },
    ...{ startMs: toMs(startTicks), durationMs: toMs(durationTicks) },
  };
}
