import type { SpeakersStanding } from './pure/speakers.ts';
import { texts } from './texts.ts';

/** Undefined where nothing is to be said. */
export function speakersWords(standing: SpeakersStanding): string | undefined {
  switch (standing) {
    case 'system':
    case 'chosen':
      return undefined;
    case 'away':
      return texts.away;
    case 'failed':
      return texts.failed;
  }
}
