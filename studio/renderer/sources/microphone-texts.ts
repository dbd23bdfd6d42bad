import { inLanguages } from '@rostrum/ui/language';
import type { MicrophoneFor } from './pure/microphone-treatment.ts';

/** What a microphone is for. */
export const texts = inLanguages({
  en: {
    label: 'The microphone hears',
    purposes: {
      speech: 'Speech: noise is taken away',
      'quiet-room': 'Speech in a quiet room: left as it is',
      music: 'Music: nothing is changed, wear headphones',
    } satisfies Record<MicrophoneFor, string>,
  },
  de: {
    label: 'Das Mikrofon hört',
    purposes: {
      speech: 'Sprache: Geräusche werden entfernt',
      'quiet-room': 'Sprache in einem ruhigen Raum: unverändert',
      music: 'Musik: nichts wird verändert, bitte Kopfhörer tragen',
    },
  },
});
