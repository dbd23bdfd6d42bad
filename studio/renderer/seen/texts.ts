import { inLanguages } from '@rostrum/ui/language';

/** Every word of what students see now. */
export const texts = inLanguages({
  en: {
    show: 'What students see now',
    hide: 'Hide what students see',
    label: 'What students see now, without its sound',
    behind: (seconds: string) => `${seconds} s behind you`,
    starting: 'Getting the students’ picture…',
    away: 'The students’ picture can’t be had just now. Trying again.',
  },
  de: {
    show: 'Was die Studierenden jetzt sehen',
    hide: 'Bild der Studierenden ausblenden',
    label: 'Was die Studierenden jetzt sehen, ohne Ton',
    behind: (seconds) => `${seconds} s hinter Ihnen`,
    starting: 'Das Bild der Studierenden wird geholt…',
    away: 'Das Bild der Studierenden ist gerade nicht zu bekommen. Es wird weiter versucht.',
  },
});
