import type { KeptSegment } from '../archive/pure/kept.ts';
import { type Part, SEGMENT_MS, type Segment, durationOf } from './rendition.ts';

/** A segment as a playlist lists it, whether its bytes are in memory or in the archive. */
export interface Listed {
  msn: number;
  run: number;
  wallMs: number;
  durationMs: number;
  is: Segment['is'];
  /** None where only the whole segment can be had. */
  parts: readonly ListedPart[];
}

export interface ListedPart extends Part {
  /** It was announced, and nobody encoded it. */
  gap?: boolean;
}

export function listSegments(segments: readonly Segment[]): Listed[] {
  return segments.map((segment) => ({ ...segment, durationMs: durationOf(segment) }));
}

/** All since the stream began: what the archive has, up to what is in memory. */
export function listAll(kept: readonly KeptSegment[], hot: readonly Segment[]): Listed[] {
  const firstHot = hot[0]?.msn ?? Number.POSITIVE_INFINITY;
  const older = kept.filter(({ msn }) => msn < firstHot);
  const listed: Listed[] = older.map(({ msn, run, wallMs, durationMs, is }) => ({
    ...{ msn, run, wallMs, durationMs, is },
    parts: [],
  }));
  // A number that neither has can't be left out: between them the store was away, or a server stood still.
  const last = listed.at(-1);
  if (last && hot[0]) listed.push(...gapsUpTo(last, hot[0].msn));
  return [...listed, ...listSegments(hot)];
}

function gapsUpTo(last: Listed, msn: number): Listed[] {
  return Array.from({ length: Math.max(0, msn - last.msn - 1) }, (_, i) => ({
    ...{ msn: last.msn + 1 + i, run: last.run, durationMs: SEGMENT_MS, is: 'gap' as const, parts: [] },
    wallMs: last.wallMs + last.durationMs + i * SEGMENT_MS,
  }));
}
