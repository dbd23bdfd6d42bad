import type { KeptSegment } from './kept.ts';

/** A recording's own time: from its first picture on, gaps counted as the playlist counts them. */
export interface RecordingClock {
  readonly durationMs: number;
  /** Where the segment begins; undefined where there is none of that number. */
  ofSegment(msn: number): number | undefined;
  /** Where the recording was at this moment; the nearest place where it was nowhere. */
  ofWall(wallMs: number): number;
}

export function recordingClock(segments: readonly KeptSegment[]): RecordingClock {
  const starts: number[] = [];
  let durationMs = 0;
  for (const segment of segments) {
    starts.push(durationMs);
    durationMs += segment.durationMs;
  }
  const firstMsn = segments[0]?.msn ?? 0;
  return {
    durationMs,
    ofSegment: (msn) => starts[msn - firstMsn],
    ofWall(wallMs) {
      // The last that began by then: its neighbours may overlap a little where a new run was stamped anew.
      const i = segments.findLastIndex((segment) => segment.wallMs <= wallMs);
      const segment = segments[i];
      if (!segment) return 0;
      return (starts[i] ?? 0) + Math.min(wallMs - segment.wallMs, segment.durationMs);
    },
  };
}

/** From here on the recording's own time and the wall clock go on together. */
export interface ClockStretch {
  readonly fromMs: number;
  readonly wallMs: number;
}

/** Less is nothing that anybody sees. */
const JITTER_MS = 100;

/** The same clock in few words: where the two part, at what is missing or was stamped anew. */
export function clockStretches(segments: readonly KeptSegment[]): ClockStretch[] {
  const stretches: ClockStretch[] = [];
  let fromMs = 0;
  for (const { wallMs, durationMs } of segments) {
    const last = stretches.at(-1);
    const expectedMs = last && last.wallMs + (fromMs - last.fromMs);
    if (expectedMs === undefined || Math.abs(wallMs - expectedMs) > JITTER_MS)
      stretches.push({ fromMs: Math.round(fromMs), wallMs: Math.round(wallMs) });
    fromMs += durationMs;
  }
  return stretches;
}
