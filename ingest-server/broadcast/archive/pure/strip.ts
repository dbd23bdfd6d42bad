import type { KeptSegment } from './kept.ts';
import type { RecordingClock } from './recording-clock.ts';
import type { Cue } from './web-vtt.ts';

const EVERY_MS = 10_000;
export const COLUMNS = 10;
const ROWS = 10;
export const PER_SHEET = COLUMNS * ROWS;

/** The segments whose first picture stands for the ten seconds from there on. */
export function pickForStrip(segments: readonly KeptSegment[], clock: RecordingClock): KeptSegment[] {
  const picked: KeptSegment[] = [];
  let nextMs = 0;
  for (const segment of segments) {
    const startMs = clock.ofSegment(segment.msn) ?? 0;
    if (segment.is === 'gap' || startMs < nextMs) continue;
    picked.push(segment);
    nextMs = (Math.floor(startMs / EVERY_MS) + 1) * EVERY_MS;
  }
  return picked;
}

/** Which part of which sheet shows what: the pictures are in the order of `startsMs`. */
export function stripCues(
  startsMs: readonly number[],
  size: { width: number; height: number },
  durationMs: number,
): Cue[] {
  return startsMs.map((startMs, i) => {
    const inSheet = i % PER_SHEET;
    const x = (inSheet % COLUMNS) * size.width;
    const y = Math.floor(inSheet / COLUMNS) * size.height;
    const sheet = Math.floor(i / PER_SHEET) + 1;
    return {
      startMs: i === 0 ? 0 : startMs,
      endMs: startsMs[i + 1] ?? durationMs,
      text: `thumbs/${sheet}.jpg#xywh=${x},${y},${size.width},${size.height}`,
    };
  });
}

/** What is measured of a picture: the darkest and brightest tenth of it, 0 to 255. */
export interface PictureFacts {
  readonly dark: number;
  readonly bright: number;
}

const MUCH = 40;

/** The first picture on which there is something to see; else the one with the most. */
export function choosePoster(pictures: readonly PictureFacts[]): number {
  const spread = ({ dark, bright }: PictureFacts) => bright - dark;
  const good = pictures.findIndex((picture) => spread(picture) >= MUCH);
  if (good >= 0) return good;
  return pictures.reduce((best, picture, i) => (spread(picture) > spread(pictures[best]!) ? i : best), 0);
}
