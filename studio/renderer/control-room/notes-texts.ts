import { inLanguages } from '@rostrum/ui/language';

/** What staff tell each other. */
export const texts = inLanguages({
  en: {
    heading: 'Notes among staff',
    hint: 'Staff of this class see them, students never do.',
    empty: 'No notes yet.',
    label: 'A note for the other staff',
    write: 'Add',
    remove: 'Remove',
    removeOf: (name: string) => `Remove the note of ${name}`,
    noteOf: (name: string) => `Note from ${name}:`,
    seen: 'Got it',
  },
  de: {
    heading: 'Notizen unter Lehrenden',
    hint: 'Die Lehrenden dieses Kurses sehen sie, Studierende nie.',
    empty: 'Noch keine Notizen.',
    label: 'Eine Notiz für die anderen Lehrenden',
    write: 'Hinzufügen',
    remove: 'Entfernen',
    removeOf: (name) => `Notiz von ${name} entfernen`,
    noteOf: (name) => `Notiz von ${name}:`,
    seen: 'Gelesen',
  },
});
