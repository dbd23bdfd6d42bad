import type { LectureReaction } from '@rostrum/protocol/room';
import { inLanguages } from '@rostrum/ui/language';

/** Every word of a student's reactions. */
export const texts = inLanguages({
  en: {
    react: 'React',
    label: 'React to the lecture',
    words: {
      '👍': 'Yes',
      '❤️': 'Love it',
      '😂': 'Funny',
      '😮': 'Wow',
      '🎉': 'Hooray',
      '👏': 'Applause',
      '🤔': 'I’m lost',
      '🐢': 'Slower, please',
    } satisfies Record<LectureReaction, string>,
    sent: (word: string) => `Sent: ${word}`,
    notDone: (why: string) => `Not sent. ${why}`,
  },
  de: {
    react: 'Reagieren',
    label: 'Auf die Veranstaltung reagieren',
    words: {
      '👍': 'Ja',
      '❤️': 'Gefällt mir',
      '😂': 'Lustig',
      '😮': 'Oh!',
      '🎉': 'Hurra',
      '👏': 'Applaus',
      '🤔': 'Unklar',
      '🐢': 'Bitte langsamer',
    },
    sent: (word) => `Gesendet: ${word}`,
    notDone: (why) => `Nicht gesendet. ${why}`,
  },
});
