import { inLanguages } from '@rostrum/ui/language';

/** What is said until the first picture stands. */
export const firstTexts = inLanguages({
  en: {
    label: 'Lecture picture',
    connecting: 'Coming in…',
    starting: 'The lecture is starting…',
  },
  de: {
    label: 'Bild der Veranstaltung',
    connecting: 'Sie kommen herein…',
    starting: 'Die Veranstaltung fängt an…',
  },
});
