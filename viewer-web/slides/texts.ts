import { inLanguages } from '@rostrum/ui/language';

/** Every word of the slides that a student pages through. */
export const texts = inLanguages({
  en: {
    none: 'No slides yet',
    noneText: 'Pages that your instructor has shown appear here, to look at again.',
    pageOf: (number: number, count: number) => `Slide ${number} of ${count}`,
    altOf: (page: number, title: string | undefined) =>
      title === undefined ? `Slide ${page}` : `Slide ${page}: ${title}`,
    previous: 'Back',
    next: 'Next',
    follows: 'You see the slide that the lecture is at.',
    ownWay: 'You are paging by yourself.',
    toLecture: 'Back to the lecture’s slide',
    toMoment: 'Play from this slide',
    tooLongAgo: 'This moment is too long ago to go back to now. After class, look for it in the recordings.',
    comes: 'The slide is on its way…',
    failed: 'This slide couldn’t be loaded.',
    again: 'Try again',
  },
  de: {
    none: 'Noch keine Folien',
    noneText: 'Gezeigte Seiten erscheinen hier, zum Nachschlagen.',
    pageOf: (number, count) => `Folie ${number} von ${count}`,
    altOf: (page, title) => (title === undefined ? `Folie ${page}` : `Folie ${page}: ${title}`),
    previous: 'Zurück',
    next: 'Weiter',
    follows: 'Sie sehen die Folie, bei der die Veranstaltung ist.',
    ownWay: 'Sie blättern selbst.',
    toLecture: 'Zurück zur gezeigten Folie',
    toMoment: 'Ab dieser Folie abspielen',
    tooLongAgo:
      'So weit können Sie jetzt nicht zurück. Suchen Sie die Stelle nach der Veranstaltung in den Aufzeichnungen.',
    comes: 'Die Folie kommt gleich…',
    failed: 'Diese Folie ließ sich nicht laden.',
    again: 'Noch einmal',
  },
});
