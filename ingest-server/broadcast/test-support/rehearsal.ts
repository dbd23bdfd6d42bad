import { type ClassId, type StreamId } from '@rostrum/protocol/room';
import type { ProgrammeArchive } from '../archive/index.ts';
import type { LiveProgramme } from '../origin/index.ts';
import { moveFragment } from '../pure/fragment.ts';
import { type VideoRung, audioRungs } from '../pure/ladder.ts';
import { partTiming } from '../pure/part-timing.ts';
import { Timeline } from '../timeline.ts';
import { STORED_MS, type StoredRung } from './stored-ladder.ts';

/** A part, at the moment at which it could first be sent. */
export interface Born {
  name: string;
  msn: number;
  part: number;
  atMs: number;
}

interface Due {
  readonly rung: StoredRung;
  readonly fragment: StoredRung['fragments'][number];
}

/** A programme without camera or encoder: a stored ladder goes through the timeline in real time, over and over. */
export class Rehearsal {
  static readonly classId = 'c1' as ClassId;
  static readonly streamId = 'st1' as StreamId;
  readonly programme: LiveProgramme;
  readonly #timeline: Timeline;
  readonly #rungs: readonly StoredRung[];
  readonly #handleBorn: (born: Born) => void;
  #run: ReturnType<Timeline['openRun']>;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    video: readonly VideoRung[];
    stored: readonly StoredRung[];
    archive: ProgrammeArchive | undefined;
    handleBorn: (born: Born) => void;
  }) {
    const { video, stored, archive, handleBorn } = options;
    this.#rungs = stored;
    this.#handleBorn = handleBorn;
    this.#timeline = new Timeline({
      ...{ now: Date.now, monotonicNow: () => performance.now() },
      ...(archive ? { archive } : {}),
    });
    this.#run = this.#openRun();
    this.programme = {
      ...{ streamId: Rehearsal.streamId, timeline: this.#timeline, archive },
      partTargetMs: partTiming(30).targetMs,
      rungs: [...video, ...audioRungs],
      awayBecause: () => undefined,
    };
  }

  start(): void {
    const dues = this.#rungs.flatMap((rung) => rung.fragments.map((fragment) => ({ rung, fragment })));
    dues.sort((a, b) => a.fragment.endMs - b.fragment.endMs);
    this.#play(dues, performance.now(), 0, 0);
  }

  /** Another life of the transcoder: what follows stands behind a discontinuity. */
  breakOff(): void {
    clearTimeout(this.#timer);
    this.#run = this.#openRun();
    this.start();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timeline.end();
  }

  #openRun(): ReturnType<Timeline['openRun']> {
    const run = this.#timeline.openRun(this.#rungs[0]?.name ?? '');
    for (const { name, init } of this.#rungs) run.addInit(name, init);
    return run;
  }

  #play(dues: readonly Due[], startedAtMs: number, round: number, next: number): void {
    const due = dues[next];
    if (!due) return this.#play(dues, startedAtMs, round + 1, 0);
    const dueMs = startedAtMs + round * STORED_MS + due.fragment.endMs;
    this.#timer = setTimeout(
      () => {
        this.#bear(due, round);
        this.#play(dues, startedAtMs, round, next + 1);
      },
      Math.max(0, dueMs - performance.now()),
    );
  }

  #bear({ rung, fragment }: Due, round: number): void {
    const bytes = Buffer.from(fragment.bytes);
    // The first round as it came: an encoder's priming lies before zero.
    if (round > 0) moveFragment(bytes, fragment.startTicks + (round * STORED_MS * rung.timescale) / 1000);
    this.#run.addFragment(rung.name, bytes);
    const last = this.#timeline.rendition(rung.name)?.segments.at(-1);
    if (!last) return;
    const atMs = performance.timeOrigin + performance.now();
    this.#handleBorn({ name: rung.name, msn: last.msn, part: last.parts.length - 1, atMs });
  }
}
