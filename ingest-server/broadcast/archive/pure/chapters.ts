import {
  type ChapterName,
  type LoggedEvent,
  type Subject,
  chaptersIn,
  placeChapters,
} from '@rostrum/protocol/room';
import type { RecordingClock } from './recording-clock.ts';

/** A place to go to in a recording. */
export interface RecordedChapter {
  readonly startMs: number;
  readonly endMs: number;
  readonly name: ChapterName;
}

/** What the class did while it was recorded. */
export function chaptersOf(
  events: readonly LoggedEvent[],
  stream: { startedAtMs: number; clock: RecordingClock },
): RecordedChapter[] {
  const { startedAtMs, clock } = stream;
  const placed = placeChapters(chaptersIn(events), {
    ...{ fromMs: startedAtMs, toMs: startedAtMs + clock.durationMs },
    placeOf: (at) => clock.ofWall(at),
  });
  return placed.map(({ placeMs, name }, i) => ({
    ...{ startMs: placeMs, name },
    endMs: Math.round(placed[i + 1]?.placeMs ?? clock.durationMs),
  }));
}

const scenes: Readonly<Record<Extract<Subject, { is: 'scene' }>['shows'], string>> = {
  camera: 'Camera',
  guests: 'Guests',
  slides: 'Slides',
  screen: 'Screen',
  board: 'Whiteboard',
};

/** In English: for players that read `chapters.vtt`, and have nobody to ask for a language. */
export function chapterWords(name: ChapterName): string {
  switch (name.is) {
    case 'beginning':
      return 'Beginning';
    case 'titled':
    case 'own-scene':
      return name.title;
    case 'slide':
      return name.title ?? `Slide ${name.page}`;
    case 'poll':
      return `Poll: ${name.question}`;
    case 'break':
      return 'Break';
    case 'after-break':
      return 'After the break';
    case 'scene':
      return scenes[name.shows];
  }
}
