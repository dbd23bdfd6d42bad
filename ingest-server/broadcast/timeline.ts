import type { KeptSegment, ProgrammeArchive } from './archive/index.ts';
import { type PartJourney, PartJourneys } from './part-journeys.ts';
import { LISTED_SEGMENTS } from './pure/media-playlist.ts';
import { moveFragment } from './pure/fragment.ts';
import type { TrackInfo } from './pure/init-segment.ts';
import {
  type Head,
  type Rendition,
  SEGMENT_MS,
  type Segment,
  addPart,
  closeRendition,
  durationOf,
  emptyRendition,
  headOf,
  msnAt,
  trimRendition,
} from './pure/rendition.ts';
import { type Fragment, type Place, Run } from './timeline-run.ts';

/** What has left the playlist can be fetched for as long again as it was listed (RFC 8216bis 6.2.2). */
const KEEP_SEGMENTS = 2 * LISTED_SEGMENTS + 1;

interface Track {
  info: TrackInfo;
  rendition: Rendition;
  inits: Map<number, Buffer>;
  /** By `msn.part`. */
  parts: Map<string, Buffer>;
  /** The newest segment that the archive was told of. */
  keptMsn: number;
}

/** Where the next run begins. */
export interface NextRun {
  index: number;
  msn: number;
}

export interface TimelineOptions {
  /** The wall clock, which may be set: only stamps go by it. */
  readonly now: () => number;
  readonly monotonicNow: () => number;
  /** Of a stream that an earlier life of the server began. */
  readonly from?: NextRun;
  readonly archive?: Pick<ProgrammeArchive, 'addInit' | 'addSegment'>;
  /** Of this rung, as it is encoded: what no init segment says. */
  readonly framesPerSecondOf?: (rung: string) => number | undefined;
  /** Somebody follows some parts on their way; undefined where this one isn't followed. */
  readonly followPart?: (rung: string) => PartJourney | undefined;
}

/** The bytes and the order of one programme: the only writer, and what every request is answered from. */
export class Timeline {
  readonly #clocks: Pick<TimelineOptions, 'now' | 'monotonicNow'>;
  readonly #archive: TimelineOptions['archive'];
  readonly #framesPerSecondOf: TimelineOptions['framesPerSecondOf'];
  readonly #tracks = new Map<string, Track>();
  readonly #waiting = new Set<() => void>();
  readonly #journeys: PartJourneys;
  #next: NextRun;
  #onAir: Run | undefined;
  #ended = false;
  #lastPartAt: number | undefined;

  constructor({ now, monotonicNow, from, archive, framesPerSecondOf, followPart }: TimelineOptions) {
    this.#clocks = { now, monotonicNow };
    this.#framesPerSecondOf = framesPerSecondOf;
    this.#journeys = new PartJourneys(followPart);
    this.#archive = archive;
    this.#next = from ?? { index: 0, msn: 1 };
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** When the newest part came, by the clock that nobody sets. */
  get lastPartAt(): number | undefined {
    return this.#lastPartAt;
  }

  get framesPerSecond(): number | undefined {
    return this.#onAir?.framesPerSecond;
  }

  /** For a new life of the transcoder, whose times begin at zero again. It is on air from its leader's first part on. */
  openRun(leader: string): Run {
    return new Run({
      ...{ leader, ...this.#clocks },
      handlers: {
        takeOver: (run, startMs) => this.#takeOver(run, startMs),
        addInit: (place, name, info, bytes) => this.#addInit(place, name, info, bytes),
        place: (run, place, fragment) => this.#place(run, place, fragment),
        placed: () => this.#wake(),
      },
    });
  }

  /** Nothing comes to this rung for now: what is open of it is closed. With its next part it is back, behind gaps. */
  pause(name: string): void {
    const track = this.#tracks.get(name);
    if (track) this.#change(name, track, closeRendition(track.rendition));
    this.#wake();
  }

  /** `suspended`: the stream isn't over, another life of the server goes on with it. */
  end(as: 'over' | 'suspended' = 'over'): void {
    this.#onAir?.end();
    for (const [name, track] of this.#tracks) this.#change(name, track, closeRendition(track.rendition));
    this.#ended = as === 'over';
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

  /** Somebody was sent this part. */
  handleAnswered(name: string, head: Head): void {
    this.#journeys.handleAnswered(name, head);
  }

  /** A whole segment's parts, in order; undefined while it is open, once it has left, or for a gap. */
  segment(name: string, msn: number): Buffer[] | undefined {
    const track = this.#tracks.get(name);
    const segment = track?.rendition.segments.find((candidate) => candidate.msn === msn);
    return track && segment?.is === 'complete' ? partsOf(track, segment) : undefined;
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

  #takeOver(run: Run, startMs: number): Place {
    this.#onAir?.end();
    this.#onAir = run;
    for (const [name, track] of this.#tracks) this.#change(name, track, closeRendition(track.rendition));
    const heads = [...this.#tracks.values()].map(({ rendition }) => headOf(rendition)?.msn ?? 0);
    const firstMsn = Math.max(this.#next.msn, ...heads.map((msn) => msn + 1));
    const { index } = this.#next;
    this.#next = { index: index + 1, msn: firstMsn + 1 };
    return { index, firstMsn, offsetMs: firstMsn * SEGMENT_MS - startMs };
  }

  #addInit({ index }: Place, name: string, read: TrackInfo, bytes: Buffer): void {
    const framesPerSecond = read.kind === 'video' ? this.#framesPerSecondOf?.(name) : undefined;
    const info = framesPerSecond === undefined ? read : { ...read, framesPerSecond };
    const track = this.#tracks.get(name) ?? {
      ...{
        info,
        rendition: emptyRendition,
        inits: new Map<number, Buffer>(),
        parts: new Map<string, Buffer>(),
      },
      keptMsn: 0,
    };
    track.info = info;
    track.inits.set(index, bytes);
    this.#tracks.set(name, track);
    this.#archive?.addInit(name, index, info, bytes);
  }

  #place(run: Run, place: Place, fragment: Fragment): void {
    const { name, bytes, startMs: inRunMs, durationMs } = fragment;
    // Sound from before the picture: nobody could be shown it.
    if (inRunMs + durationMs + place.offsetMs <= place.firstMsn * SEGMENT_MS) return;
    const track = this.#tracks.get(name);
    if (!track || this.#ended) return;

    const journey = this.#journeys.begin(name);
    this.#lastPartAt = this.#clocks.monotonicNow();
    const { kind, timescale } = track.info;
    const startTicks = Math.round(((inRunMs + place.offsetMs) / 1000) * timescale);
    moveFragment(bytes, startTicks);
    const startMs = (startTicks / timescale) * 1000;
    const rendition = addPart(track.rendition, {
      ...{ run: place.index, firstMsn: place.firstMsn, startMs, durationMs },
      wallMs: run.wallAt(msnAt(startMs), inRunMs),
      independent: fragment.independent || kind === 'audio',
    });
    const head = headOf(rendition);
    if (head) {
      track.parts.set(keyOf(head), bytes);
      if (journey) this.#journeys.handlePlaced(name, head, journey);
    }
    this.#change(name, track, rendition);
    const oldest = track.rendition.segments[0];
    if (oldest) run.forgetBefore(oldest.msn);
  }

  /** Hands on what is closed now, and lets go of what is old. */
  #change(name: string, track: Track, rendition: Rendition): void {
    for (const segment of rendition.segments) {
      if (segment.msn <= track.keptMsn || segment.is === 'open') continue;
      track.keptMsn = segment.msn;
      this.#archive?.addSegment(name, ...keptOf(track, segment));
    }
    const { kept, gone } = trimRendition(rendition, KEEP_SEGMENTS);
    for (const { msn, parts } of gone) {
      parts.forEach((_, part) => {
        track.parts.delete(keyOf({ msn, part }));
        this.#journeys.handleGone(name, { msn, part });
      });
    }
    track.rendition = kept;
    const oldest = kept.segments[0];
    if (oldest) for (const run of track.inits.keys()) if (run < oldest.run) track.inits.delete(run);
  }
}

function keptOf(track: Track, segment: Segment): [KeptSegment, readonly Buffer[]] {
  const { msn, run, wallMs } = segment;
  const parts = partsOf(track, segment);
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const is = segment.is === 'gap' ? ('gap' as const) : ('complete' as const);
  return [{ msn, run, wallMs, durationMs: durationOf(segment), is, bytes }, parts];
}

function partsOf({ parts }: Track, segment: Segment): Buffer[] {
  return segment.parts.flatMap((_, part) => parts.get(keyOf({ msn: segment.msn, part })) ?? []);
}

function keyOf({ msn, part }: Head): string {
  return `${msn}.${part}`;
}
