import type { KeptSegment } from './kept.ts';
import type { TrackInfo } from '../../pure/init-segment.ts';
import { SEGMENT_MS } from '../../pure/rendition.ts';

/** What is kept of one rung. */
export interface KeptTrack {
  readonly info: TrackInfo;
  /** Those that have an init segment. */
  readonly runs: readonly number[];
  /** Without holes: the number at `i` is the first one's and `i`. */
  readonly segments: readonly KeptSegment[];
}

interface Track {
  info: TrackInfo;
  runs: number[];
  segments: KeptSegment[];
}

/** What is kept of a stream, by rung; holds no bytes. A number that never came is a gap. */
export class Content {
  readonly #tracks = new Map<string, Track>();

  get rungs(): string[] {
    return [...this.#tracks.keys()];
  }

  track(name: string): KeptTrack | undefined {
    return this.#tracks.get(name);
  }

  at(name: string, msn: number): KeptSegment | undefined {
    const segments = this.#tracks.get(name)?.segments ?? [];
    return segments[msn - (segments[0]?.msn ?? 0)];
  }

  /** False where that run has one already. */
  addInit(name: string, run: number, info: TrackInfo): boolean {
    const track = this.#tracks.get(name) ?? { info, runs: [], segments: [] };
    this.#tracks.set(name, track);
    if (track.runs.includes(run)) return false;
    track.runs.push(run);
    track.info = info;
    return true;
  }

  /** False where that number is there already, or has no init segment. */
  add(name: string, segment: KeptSegment): boolean {
    const track = this.#tracks.get(name);
    if (!track) return false;
    const last = track.segments.at(-1);
    if (last && segment.msn <= last.msn) return false;
    if (last) fill(track.segments, last, segment.msn);
    track.segments.push(segment);
    return true;
  }

  /** Its bytes are not there after all. */
  lose(name: string, msn: number): void {
    const segments = this.#tracks.get(name)?.segments ?? [];
    const i = msn - (segments[0]?.msn ?? 0);
    const segment = segments[i];
    if (segment) segments[i] = { ...segment, is: 'gap', bytes: 0 };
  }

  /** Every rung goes up to this number, itself not counted. */
  fillTo(msn: number): void {
    for (const { segments } of this.#tracks.values()) {
      const last = segments.at(-1);
      if (last) fill(segments, last, msn);
    }
  }

  /** The highest number of all rungs, and the latest that any of them reaches on the wall clock. */
  get newest(): { msn: number; endMs: number; run: number } | undefined {
    const lasts = [...this.#tracks.values()].flatMap(({ segments }) => segments.at(-1) ?? []);
    if (lasts.length === 0) return undefined;
    const runs = [...this.#tracks.values()].flatMap((track) => track.runs);
    return {
      msn: Math.max(...lasts.map(({ msn }) => msn)),
      endMs: Math.max(...lasts.map(({ wallMs, durationMs }) => wallMs + durationMs)),
      run: Math.max(...lasts.map(({ run }) => run), ...runs),
    };
  }
}

function fill(segments: KeptSegment[], last: KeptSegment, untilMsn: number): void {
  const endMs = last.wallMs + last.durationMs;
  for (let msn = last.msn + 1; msn < untilMsn; msn += 1) {
    segments.push({
      ...{ msn, run: last.run, is: 'gap', bytes: 0, durationMs: SEGMENT_MS },
      wallMs: endMs + (msn - last.msn - 1) * SEGMENT_MS,
    });
  }
}
