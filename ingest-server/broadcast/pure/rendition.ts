// One rendition's place on the timeline: which segments and parts there are. Holds no bytes.

export const SEGMENT_MS = 2_000;

export interface Part {
  durationMs: number;
  independent: boolean;
}

export interface Segment {
  msn: number;
  /** Which life of the transcoder made it: a new one has its own init segment and its own clock. */
  run: number;
  /** Wall clock of its first sample. */
  wallMs: number;
  parts: readonly Part[];
  is: 'open' | 'complete' | 'gap';
}

export interface Rendition {
  /** Ascending and without holes; the last may be open. */
  segments: readonly Segment[];
}

export const emptyRendition: Rendition = { segments: [] };

export interface NewPart extends Part {
  run: number;
  /** The run's first segment: sound that began a moment before the picture belongs to it too. */
  firstMsn: number;
  /** Place on the timeline; segments stand on its multiples of SEGMENT_MS. */
  startMs: number;
  wallMs: number;
}

/** Where the part that was added last stands. */
export interface Head {
  msn: number;
  part: number;
}

// Rounding to a timescale can put the end of a segment's last frame a hair before the boundary.
const BOUNDARY_SLACK_MS = 2;
/** How far sound, whose parts fit no boundary, may reach over one: with it a segment still rounds to its target. */
const OVERRUN_MAX_MS = 300;

/** The segment that a place on the timeline belongs to. */
export function msnAt(startMs: number): number {
  return Math.floor((startMs + BOUNDARY_SLACK_MS) / SEGMENT_MS);
}

export function addPart(rendition: Rendition, added: NewPart): Rendition {
  const last = rendition.segments.at(-1);
  // A frame that ends just over the boundary belongs to what it began in; one from the past (a clock that
  // jumped back) is kept in the newest segment: sequence numbers never go back.
  const msn = Math.max(msnAt(added.startMs), added.firstMsn, last?.msn ?? 0);
  const untilBoundaryMs = (msn + 1) * SEGMENT_MS - added.startMs;
  const full = added.durationMs >= untilBoundaryMs - BOUNDARY_SLACK_MS;
  // A frame that stood through the boundary, because none came after it, is told up to there: the segment
  // keeps to its target duration, and the next one, or the gaps before it, begin where they say.
  const overruns = added.durationMs > untilBoundaryMs + OVERRUN_MAX_MS;
  const part: Part = {
    durationMs: overruns ? untilBoundaryMs : added.durationMs,
    independent: added.independent,
  };

  if (last && last.msn === msn && last.is === 'open' && last.run === added.run) {
    const grown: Segment = { ...last, parts: [...last.parts, part], is: full ? 'complete' : 'open' };
    return { segments: [...rendition.segments.slice(0, -1), grown] };
  }
  // A segment that is closed or of an earlier run takes nothing more.
  const nextMsn = last && msn <= last.msn ? last.msn + 1 : msn;
  const before = last ? closeLast(rendition.segments) : [];
  const opened: Segment = {
    msn: nextMsn,
    run: added.run,
    wallMs: added.wallMs,
    parts: [part],
    is: full && nextMsn === msn ? 'complete' : 'open',
  };
  return { segments: [...before, ...gapsBetween(last, opened), opened] };
}

/** The stream ended: the open segment is whatever it has. */
export function closeRendition(rendition: Rendition): Rendition {
  return { segments: closeLast(rendition.segments) };
}

/** Lets go of what is older than the newest `keepSegments`; returns what went, so that its bytes can go too. */
export function trimRendition(
  rendition: Rendition,
  keepSegments: number,
): { kept: Rendition; gone: readonly Segment[] } {
  const surplus = Math.max(0, rendition.segments.length - keepSegments);
  if (surplus === 0) return { kept: rendition, gone: [] };
  return {
    kept: { segments: rendition.segments.slice(surplus) },
    gone: rendition.segments.slice(0, surplus),
  };
}

export function headOf(rendition: Rendition): Head | undefined {
  const last = rendition.segments.at(-1);
  return last && { msn: last.msn, part: last.parts.length - 1 };
}

export function durationOf(segment: Segment): number {
  if (segment.is === 'gap') return SEGMENT_MS;
  return segment.parts.reduce((sum, part) => sum + part.durationMs, 0);
}

function closeLast(segments: readonly Segment[]): readonly Segment[] {
  const last = segments.at(-1);
  return last?.is === 'open' ? [...segments.slice(0, -1), { ...last, is: 'complete' }] : segments;
}

// A playlist can't leave out a number: what nobody encoded is announced as missing (EXT-X-GAP).
function gapsBetween(last: Segment | undefined, next: Segment): Segment[] {
  if (!last) return [];
  return Array.from({ length: next.msn - last.msn - 1 }, (_, i) => ({
    msn: last.msn + 1 + i,
    run: last.run,
    wallMs: last.wallMs + (1 + i) * SEGMENT_MS,
    parts: [],
    is: 'gap' as const,
  }));
}
