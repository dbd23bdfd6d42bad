import { SEGMENTS_WITH_PARTS, initUri, partHoldBackMs, partUri } from './media-playlist.ts';
import type { Segment } from './rendition.ts';

export interface FirstPieces {
  name: string;
  streamId: string;
  kind: 'video' | 'audio';
  partTargetMs: number;
  segments: readonly Segment[];
}

/**
 * A player looks for where to begin by so much later than it is told this, and the moment has moved on with the clock. Rather
 * too little: of a segment too early most of a second's bytes are loaded in vain; of one too late, the player loads all of
 * the one before by itself, part by part.
 */
const LOOKS_AFTER_MS = 200;
/** Around that moment: sound in vain costs nothing, and picture waits for it; of picture a part is a tenth of a second. */
const SOUND_AROUND = 2;
const PICTURE_BEHIND = 1;

/**
 * The addresses of what a player loads first: from a part that needs none before it, up to the one it begins at and a
 * little more. Empty where there is none such yet.
 */
export function firstPieces({ kind, partTargetMs, segments, ...of }: FirstPieces): string[] {
  const parts = segments
    .slice(-SEGMENTS_WITH_PARTS)
    .flatMap(({ msn, run, parts: made }) => made.map((part, i) => ({ ...part, msn, run, part: i })));
  let behindMs = 0;
  const at = parts.findLastIndex(({ durationMs }) => {
    behindMs += durationMs;
    return behindMs >= partHoldBackMs(partTargetMs) - LOOKS_AFTER_MS;
  });
  const run = parts[at]?.run;
  const from = parts.slice(0, at + 1).findLastIndex((part) => part.independent && part.run === run);
  if (run === undefined || from === -1) return [];
  const around =
    kind === 'audio'
      ? parts.slice(Math.max(0, from - SOUND_AROUND), at + 1 + SOUND_AROUND)
      : parts.slice(from, at + 1 + PICTURE_BEHIND);
  const first = around.filter((part) => part.run === run);
  return [initUri(of, run), ...first.map((part) => partUri(of, part))];
}
