import type { TrackInfo } from '../../../pure/init-segment.ts';

export interface Stretch {
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Half of the shorter one at least: what is put in the place of a lecture is of that lecture. */
export function isOfSameTime(one: Stretch, other: Stretch): boolean {
  const from = Math.max(one.startedAt, other.startedAt);
  const to = Math.min(one.startedAt + one.durationMs, other.startedAt + other.durationMs);
  const shorterMs = Math.min(one.durationMs, other.durationMs);
  return to > from && to - from >= shorterMs / 2;
}

const HOUR_MS = 3_600_000;
/** Nobody records for longer; a wrong clock is off by more. */
const LONGEST_MS = 24 * HOUR_MS;

/** What can be seen of it before a byte was sent. */
export function canBeOfSameTime(startedAt: number, recording: Stretch): boolean {
  const { startedAt: from, durationMs } = recording;
  return startedAt > from - LONGEST_MS && startedAt < from + durationMs;
}

/** So long a file that nobody goes on sending keeps another one out. */
const GIVES_WAY_AFTER_MS = HOUR_MS;
/** So long it is kept for whoever sent it. */
const ABANDONED_AFTER_MS = 72 * HOUR_MS;
/** Longer than anybody watches a lecture: whoever began with the old one sees it to its end. */
const OLD_KEPT_MS = 4 * HOUR_MS;

export const givesWay = (movedAt: number, now: number) => now - movedAt >= GIVES_WAY_AFTER_MS;
export const isAbandoned = (movedAt: number, now: number) => now - movedAt >= ABANDONED_AFTER_MS;
export const isOldDue = (placedAt: number, now: number) => now - placedAt >= OLD_KEPT_MS;

/** Whether every player that takes our live picture and sound takes this one. */
export function isPlayable(picture: TrackInfo, sound: TrackInfo): boolean {
  return (
    picture.kind === 'video' &&
    picture.codec.startsWith('avc1.') &&
    sound.kind === 'audio' &&
    sound.codec.startsWith('mp4a.40.')
  );
}

/** A rung of sound is named after its rate, as the live ones are. */
export function nameOfSound(bytes: number, durationMs: number): string {
  return `a${Math.max(1, Math.round((bytes * 8) / Math.max(1, durationMs)))}`;
}
