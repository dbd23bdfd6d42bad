import { LISTED_SEGMENTS } from './pure/media-playlist.ts';
import { type Stretch, frameRate, keepNewest } from './pure/frame-rate.ts';
import { moveFragment, readFragment } from './pure/fragment.ts';
import { type TrackInfo, readInitSegment } from './pure/init-segment.ts';
import {
  type Head,
  type Rendition,
  SEGMENT_MS,
  addPart,
  closeRendition,
  emptyRendition,
  headOf,
  msnAt,
  trimRendition,
} from './pure/rendition.ts';

/** What has left the playlist can be fetched for as long again as it was listed (RFC 8216bis 6.2.2). */
const KEEP_SEGMENTS = 2 * LISTED_SEGMENTS + 1;
/** How many parts wait for the leader's first one; should it never come, they may not pile up. */
const EARLY_MAX = 40;

interface Track {
  info: TrackInfo;
  rendition: Rendition;
  inits: Map<number, Buffer>;
  /** By `msn.part`. */
  parts: Map<string, Buffer>;
}

/** A moof and mdat with what they say, in the time of their run. */
interface Fragment {
  name: string;
  bytes: Buffer;
  startTicks: number;
  startMs: number;
  durationMs: number;
  frames: number;
  independent: boolean;
}

interface Run {
  index: number;
  firstMsn: number;
  /** What is added to this run's times to place them on the timeline; known with the leader's first part. */
  offsetMs: number | undefined;
  /** Came before that: which pipe is read first is chance, and sound is faster than a picture. */
  early: Fragment[];
  /** Wall clock at this run's zero: the earliest that any part's arrival allows. */
  wallAtZeroMs: number;
  /** The anchor a segment was given with its first part, so that all renditions stamp it alike. */
  stamps: Map<number, number>;
  /** The newest of the leader's picture. */
  newest: readonly Stretch[];
}

/** The bytes and the order of one programme: the only writer, and what every request is answered from. */
export class Timeline {
  readonly #now: () => number;
  readonly #leader: string;
  readonly #tracks = new Map<string, Track>();
  readonly #waiting = new Set<() => void>();
  #run = newRun(0, 1);
  #ended = false;
  #lastPartAt: number | undefined;

  /** `leader`: the rendition whose first sample opens a run's first segment, one with a picture where there is one. */
  constructor(now: () => number, leader: string) {
    this.#now = now;
    this.#leader = leader;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** When the newest part came. */
  get lastPartAt(): number | undefined {
    return this.#lastPartAt;
  }

  /** Of the leader's picture, as it goes out now; undefined where it has none or none came yet. */
  get framesPerSecond(): number | undefined {
    return frameRate(this.#run.newest);
  }

  /** A new life of the transcoder: its times begin at zero again, on the next free segment. */
  startRun(): void {
    if (this.#tracks.size === 0) return;
    const heads = [...this.#tracks.values()].map(({ rendition }) => headOf(rendition)?.msn ?? 0);
    this.#run = newRun(this.#run.index + 1, Math.max(...heads) + 1);
  }

  addInit(name: string, bytes: Buffer): void {
    const info = readInitSegment(bytes);
    const track = this.#tracks.get(name) ?? {
      info,
      rendition: emptyRendition,
      inits: new Map(),
      parts: new Map(),
    };
    track.inits.set(this.#run.index, bytes);
    this.#tracks.set(name, { ...track, info });
  }

  addFragment(name: string, bytes: Buffer): void {
    const run = this.#run;
    const fragment = readTimes(name, bytes, this.#trackOf(name).info.timescale);
    const { startMs, durationMs } = fragment;
    this.#lastPartAt = this.#now();
    run.wallAtZeroMs = Math.min(run.wallAtZeroMs, this.#lastPartAt - startMs - durationMs);
    if (name === this.#leader) {
      run.offsetMs ??= run.firstMsn * SEGMENT_MS - startMs;
      if (this.#trackOf(name).info.kind === 'video') run.newest = keepNewest(run.newest, fragment);
    }
    if (run.offsetMs === undefined) {
      run.early.push(fragment);
      if (run.early.length > EARLY_MAX) run.early.shift();
      return;
    }
    this.#place(fragment, run.offsetMs);
    for (const early of run.early.splice(0)) this.#place(early, run.offsetMs);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    for (const track of this.#tracks.values()) track.rendition = closeRendition(track.rendition);
    this.#wake();
  }

  names(): string[] {
    return [...this.#tracks.keys()];
  }

  rendition(name: string): Rendition | undefined {
    return this.#tracks.get(name)?.rendition;
  }

  info(name: string): TrackInfo | undefined {
    return this.#tracks.get(name)?.info;
  }

  init(name: string, run: number): Buffer | undefined {
    return this.#tracks.get(name)?.inits.get(run);
  }

  part(name: string, head: Head): Buffer | undefined {
    return this.#tracks.get(name)?.parts.get(keyOf(head));
  }

  /** A whole segment's parts, in order; undefined while it is open, once it has left, or for a gap. */
  segment(name: string, msn: number): Buffer[] | undefined {
    const track = this.#tracks.get(name);
    const segment = track?.rendition.segments.find((candidate) => candidate.msn === msn);
    if (!track || segment?.is !== 'complete') return undefined;
    return segment.parts.flatMap((_, part) => track.parts.get(keyOf({ msn, part })) ?? []);
  }

  /** Resolves when a part came or the end, or when `signal` says so. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }

  #place({ name, bytes, ...inRun }: Fragment, offsetMs: number): void {
    const run = this.#run;
    // Sound from before the picture: nobody could be shown it.
    if (inRun.startMs + inRun.durationMs + offsetMs <= run.firstMsn * SEGMENT_MS) return;

    const track = this.#trackOf(name);
    const { kind, timescale } = track.info;
    const startTicks = inRun.startTicks + Math.round((offsetMs / 1000) * timescale);
    moveFragment(bytes, startTicks);
    const startMs = (startTicks / timescale) * 1000;
    const msn = msnAt(startMs);
    const anchor = run.stamps.get(msn) ?? run.wallAtZeroMs;
    run.stamps.set(msn, anchor);

    const rendition = addPart(track.rendition, {
      ...{ run: run.index, firstMsn: run.firstMsn, startMs, durationMs: inRun.durationMs },
      wallMs: anchor + inRun.startMs,
      independent: inRun.independent || kind === 'audio',
    });
    const head = headOf(rendition);
    if (head) track.parts.set(keyOf(head), bytes);
    track.rendition = this.#forget(track, rendition);
  }

  #trackOf(name: string): Track {
    const track = this.#tracks.get(name);
    if (!track) throw new Error(`a fragment of '${name}' came before its init segment`);
    return track;
  }

  #forget(track: Track, rendition: Rendition): Rendition {
    const { kept, gone } = trimRendition(rendition, KEEP_SEGMENTS);
    for (const { msn, parts } of gone) parts.forEach((_, part) => track.parts.delete(keyOf({ msn, part })));
    const oldest = kept.segments[0];
    if (!oldest) return kept;
    for (const run of track.inits.keys()) if (run < oldest.run) track.inits.delete(run);
    for (const msn of this.#run.stamps.keys()) if (msn < oldest.msn) this.#run.stamps.delete(msn);
    return kept;
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

function newRun(index: number, firstMsn: number): Run {
  return {
    ...{ index, firstMsn, offsetMs: undefined, early: [] },
    wallAtZeroMs: Number.POSITIVE_INFINITY,
    stamps: new Map(),
    newest: [],
  };
}

function keyOf({ msn, part }: Head): string {
  return `${msn}.${part}`;
}
