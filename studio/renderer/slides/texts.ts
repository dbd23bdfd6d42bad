import { inLanguages } from '@rostrum/ui/language';
import type { DeckProblem } from './pure/deck-problem.ts';

/** Every word of the slides. */
export const texts = inLanguages({
  en: {
    heading: 'Slides',
    open: 'Open a PDF',
    openOther: 'Other slides',
    dropNow: 'Let go to open these slides.',
    emptyTitle: 'No slides yet',
    emptyText: 'Open your slides as a PDF, drop the file here, or paste it. The file stays on this computer.',
    opening: (title: string) => `Opening “${title}”…`,
    cancel: 'Cancel',
    notOpened: (title: string) => `“${title}” can’t be opened`,
    problems: {
      empty: 'This file has no pages. Export the slides as PDF again, and open that.',
      'too-big':
        'This file is larger than 100 MB. Export the slides with smaller pictures (“reduced size”), and open that.',
      'too-many-pages': 'This file has more than 5,000 pages. Open the part that you need today.',
      'not-a-pdf':
        'This isn’t a PDF. Export your slides as PDF first: in PowerPoint and Keynote it is under “Export”.',
      broken: 'This PDF is broken and can’t be read. Export it again from where it was made, and open that.',
      gone: 'This file isn’t on this computer any more. Open it again from where you keep it.',
      unreadable: 'The file can’t be read from the disk. Is it still there? Open it again.',
      'no-reader':
        'The PDF can’t be opened. Try again; if it stays so, share a window with your slides instead.',
    } satisfies Record<DeckProblem, string>,
    dismiss: 'OK',

    locked: (title: string) => `“${title}” is protected by a password.`,
    password: 'Password of the PDF',
    wrongPassword: 'That isn’t the password. Try again.',
    unlock: 'Open',

    pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
    pageNumber: (page: number) => `Page ${page}`,
    next: 'Next',
    previous: 'Back',
    black: 'Black',
    isBlack: 'The slides are black. Press the full stop, or turn a page, to go on.',
    jump: (digits: string) => `Go to page ${digits}: press Enter`,
    thumbnails: 'All pages',
    current: 'The page that is shown',
    failed: 'This page can’t be drawn.',
    failedInProgramme: 'This page can’t be drawn: the picture before stays. Go on with the next one.',
    putAway: 'Put away',
    presenter: 'Presenter view',
    keys: 'Keys: arrows, Space, Page keys or a clicker turn; Home and End go to the ends; . makes black; a number and Enter jump.',
    notTold: (why: string) =>
      `Turned here, but the class was not told: recordings get no chapter from it. ${why}`,

    handsOut: 'Students can look again at pages that were shown',
    notHandedOut:
      'Students don’t have the newest page to look at again yet: it is tried once more by itself.',

    search: 'Find in the slides',
    found: (count: number) =>
      count === 0 ? 'On no page.' : count === 1 ? 'On one page:' : `On ${count} pages:`,

    keeping: (part: number) => `Being kept on this computer: ${Math.floor(part * 100)} %`,
    notKept: {
      'no-room':
        'These slides can be shown, but not kept: the disk is full. Make room, or open the file again tomorrow.',
      damaged: 'These slides can be shown, but not kept. Open the file again to try once more.',
      away: 'These slides can be shown, but not kept: the studio doesn’t answer. Open the file again tomorrow.',
    },
    unsaved: 'The page or a note could not be saved just now. It is tried again with the next one.',

    shelf: 'On this computer',
    pages: (count: number) => (count === 1 ? '1 page' : `${count} pages`),
    openKept: (title: string) => `Open ${title}`,
    rename: 'Rename',
    renameOf: (title: string) => `Rename ${title}`,
    newName: 'New name',
    save: 'Save',
    remove: 'Delete',
    removeOf: (title: string) => `Delete ${title}`,
    removeTitle: 'Delete these slides?',
    removeText: (title: string) =>
      `“${title}” and your notes are deleted from this computer. The file that you opened stays where it is.`,
    keepThem: 'Keep them',

    presenting: {
      heading: 'Presenter view',
      now: 'Now',
      next: 'Next',
      last: 'This was the last page.',
      onAir: 'On air',
      onPage: 'On this page',
      clock: 'Time',
      inFile: 'From the PDF',
      own: 'Your notes for this page',
      ownHint: 'Only you see them.',
    },
  },
  de: {
    heading: 'Folien',
    open: 'PDF öffnen',
    openOther: 'Andere Folien',
    dropNow: 'Loslassen, um diese Folien zu öffnen.',
    emptyTitle: 'Noch keine Folien',
    emptyText:
      'Öffnen Sie Ihre Folien als PDF, legen Sie die Datei hier ab, oder fügen Sie sie ein. Sie bleiben auf diesem Computer.',
    opening: (title) => `„${title}“ wird geöffnet…`,
    cancel: 'Abbrechen',
    notOpened: (title) => `„${title}“ lässt sich nicht öffnen`,
    problems: {
      empty:
        'Diese Datei hat keine Seiten. Exportieren Sie die Folien noch einmal als PDF, und öffnen Sie dieses.',
      'too-big':
        'Diese Datei ist größer als 100 MB. Exportieren Sie die Folien mit kleineren Bildern („reduzierte Größe“), und öffnen Sie dieses PDF.',
      'too-many-pages':
        'Diese Datei hat mehr als 5.000 Seiten. Öffnen Sie nur den Teil, den Sie heute brauchen.',
      'not-a-pdf':
        'Das ist kein PDF. Exportieren Sie Ihre Folien zuerst als PDF: In PowerPoint und Keynote geht das unter „Exportieren“.',
      broken:
        'Dieses PDF ist beschädigt und lässt sich nicht lesen. Exportieren Sie es dort noch einmal, wo es entstanden ist, und öffnen Sie dieses.',
      gone: 'Diese Datei ist nicht mehr auf diesem Computer. Öffnen Sie sie noch einmal von dort, wo Sie sie aufbewahren.',
      unreadable:
        'Die Datei lässt sich nicht von der Festplatte lesen. Ist sie noch da? Öffnen Sie sie noch einmal.',
      'no-reader':
        'Das PDF lässt sich nicht öffnen. Versuchen Sie es erneut; bleibt es dabei, teilen Sie stattdessen ein Fenster mit Ihren Folien.',
    },
    dismiss: 'OK',

    locked: (title) => `„${title}“ ist mit einem Passwort geschützt.`,
    password: 'Passwort des PDFs',
    wrongPassword: 'Das ist nicht das Passwort. Versuchen Sie es erneut.',
    unlock: 'Öffnen',

    pageOf: (page, pages) => `Seite ${page} von ${pages}`,
    pageNumber: (page) => `Seite ${page}`,
    next: 'Weiter',
    previous: 'Zurück',
    black: 'Schwarz',
    isBlack: 'Die Folien sind schwarz. Drücken Sie die Punkttaste, oder blättern Sie, dann geht es weiter.',
    jump: (digits) => `Zu Seite ${digits}: Eingabetaste drücken`,
    thumbnails: 'Alle Seiten',
    current: 'Die gezeigte Seite',
    failed: 'Diese Seite lässt sich nicht zeichnen.',
    failedInProgramme:
      'Diese Seite lässt sich nicht zeichnen: Das vorige Bild bleibt stehen. Gehen Sie zur nächsten weiter.',
    putAway: 'Weglegen',
    presenter: 'Referentenansicht',
    keys: 'Tasten: Pfeile, Leertaste, Bild auf und Bild ab oder ein Presenter blättern; Pos 1 und Ende gehen an Anfang und Ende; . macht schwarz; eine Zahl und die Eingabetaste springen.',
    notTold: (why) =>
      `Hier wurde geblättert, aber die Veranstaltung erfuhr es nicht: Aufzeichnungen bekommen davon kein Kapitel. ${why}`,

    handsOut: 'Studierende können gezeigte Seiten noch einmal ansehen',
    notHandedOut:
      'Die neueste Seite haben die Studierenden noch nicht zum Nachschlagen: es wird von selbst noch einmal versucht.',

    search: 'In den Folien suchen',
    found: (count) =>
      count === 0 ? 'Auf keiner Seite.' : count === 1 ? 'Auf einer Seite:' : `Auf ${count} Seiten:`,

    keeping: (part) => `Wird auf diesem Computer abgelegt: ${Math.floor(part * 100)} %`,
    notKept: {
      'no-room':
        'Diese Folien lassen sich zeigen, aber nicht ablegen: Die Festplatte ist voll. Schaffen Sie Platz, oder öffnen Sie die Datei morgen noch einmal.',
      damaged:
        'Diese Folien lassen sich zeigen, aber nicht ablegen. Öffnen Sie die Datei noch einmal, um es wieder zu versuchen.',
      away: 'Diese Folien lassen sich zeigen, aber nicht ablegen: Das Studio antwortet nicht. Öffnen Sie die Datei morgen noch einmal.',
    },
    unsaved:
      'Die Seite oder eine Notiz ließ sich eben nicht speichern. Mit der nächsten wird es wieder versucht.',

    shelf: 'Auf diesem Computer',
    pages: (count) => (count === 1 ? '1 Seite' : `${count} Seiten`),
    openKept: (title) => `${title} öffnen`,
    rename: 'Umbenennen',
    renameOf: (title) => `${title} umbenennen`,
    newName: 'Neuer Name',
    save: 'Speichern',
    remove: 'Löschen',
    removeOf: (title) => `${title} löschen`,
    removeTitle: 'Diese Folien löschen?',
    removeText: (title) =>
      `„${title}“ und Ihre Notizen werden von diesem Computer gelöscht. Die Datei, die Sie geöffnet haben, bleibt, wo sie ist.`,
    keepThem: 'Behalten',

    presenting: {
      heading: 'Referentenansicht',
      now: 'Jetzt',
      next: 'Danach',
      last: 'Das war die letzte Seite.',
      onAir: 'Auf Sendung',
      onPage: 'Auf dieser Seite',
      clock: 'Uhrzeit',
      inFile: 'Aus dem PDF',
      own: 'Ihre Notizen zu dieser Seite',
      ownHint: 'Nur Sie sehen sie.',
    },
  },
});
