import { LAST_WORDS_MS } from '@rostrum/protocol/http';

/** From here on the recording's own time and the wall clock go on together. */
export interface ClockStretch {
  readonly fromMs: number;
  readonly wallMs: number;
}

/** When what is shown was: the recording's own time counts seconds from its first picture on. */
export interface RecordingClock {
  wallOf(atS: number): number;
  /** Where the recording was at this moment; the nearest place where it was nowhere. */
  ofWall(wallMs: number): number;
}

/** A player stands a little before the end. */
const AT_THE_END_MS = 500;

export function readClock(stretches: readonly ClockStretch[], durationMs: number): RecordingClock {
  return {
    wallOf(atS) {
      const ms = atS * 1000;
      const stretch = stretches.findLast(({ fromMs }) => fromMs <= ms) ?? stretches[0];
      if (!stretch) return ms;
      // No picture is left for what was said last: all of it stands at the end.
      const lastWordsMs = ms >= durationMs - AT_THE_END_MS ? LAST_WORDS_MS : 0;
      return stretch.wallMs + ms - stretch.fromMs + lastWordsMs;
    },

    ofWall(wallMs) {
      const place = stretches.findLastIndex((stretch) => stretch.wallMs <= wallMs);
      const stretch = stretches[place];
      if (!stretch) return 0;
      const endMs = stretches[place + 1]?.fromMs ?? durationMs;
      return Math.min(stretch.fromMs + wallMs - stretch.wallMs, endMs) / 1000;
    },
  };
}
