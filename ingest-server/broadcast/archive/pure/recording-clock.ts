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
