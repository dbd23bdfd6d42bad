import { inLanguages } from '@rostrum/ui/language';

/** What is said of captions. */
export const texts = inLanguages({
  en: {
    heading: 'Captions',
    text: 'Somebody types what is said, and students read it below the picture, also in the recording. Choose the language before you go on air: a page that is open already shows captions after it was loaded anew.',
    language: 'Language of the captions',
    unsaid: 'As the server is set up',
    off: 'No captions',
    linkText:
      'Whoever has the link types captions in this class, and can do nothing else in it. It needs no account.',
    make: 'Make a captioner’s link',
    makeNew: 'Make a new link',
    newHint: 'The one before no longer works.',
    link: 'Link',
    linkHint: 'It is shown this once. Send it to whoever types.',
    until: (day: string) => `Good until ${day}.`,
    notDone: (why: string) => `Not done. ${why}`,
  },
  de: {
    heading: 'Untertitel',
    text: 'Jemand schreibt mit, was gesagt wird, und die Studierenden lesen es unter dem Bild, auch in der Aufzeichnung. Wählen Sie die Sprache, bevor Sie auf Sendung gehen: Eine Seite, die schon offen ist, zeigt Untertitel erst, wenn sie neu geladen ist.',
    language: 'Sprache der Untertitel',
    unsaid: 'Wie der Server eingerichtet ist',
    off: 'Keine Untertitel',
    linkText:
      'Wer den Link hat, schreibt die Untertitel dieser Veranstaltung und kann sonst nichts in ihr. Ein Konto braucht es dazu nicht.',
    make: 'Link zum Mitschreiben machen',
    makeNew: 'Neuen Link machen',
    newHint: 'Der vorige gilt dann nicht mehr.',
    link: 'Adresse',
    linkHint: 'Sie wird nur dieses eine Mal gezeigt. Schicken Sie sie der Person, die mitschreibt.',
    until: (day) => `Gültig bis ${day}.`,
    notDone: (why) => `Nicht ausgeführt. ${why}`,
  },
});
