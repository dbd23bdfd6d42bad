import { inLanguages } from '@rostrum/ui/language';

/** Every word of the files of a class. */
export const texts = inLanguages({
  en: {
    none: 'No files yet',
    noneText: 'What your instructor shares, slides for example, appears here.',
    kinds: {
      pdf: 'PDF',
      picture: 'Picture',
      text: 'Text',
      table: 'Table',
      archive: 'ZIP archive',
      slides: 'Slides',
      document: 'Document',
      link: 'Link',
    },
    download: 'Download',
    downloadOf: (title: string) => `Download ${title}`,
    open: 'Open',
    openOf: (title: string) => `Open ${title} in a new tab`,
    notDone: (why: string) => `Not downloaded. ${why}`,
    unreachable: 'The server can’t be reached. Check your connection.',
  },
  de: {
    none: 'Noch keine Dateien',
    noneText: 'Was Ihre Lehrperson teilt, etwa Folien, erscheint hier.',
    kinds: {
      pdf: 'PDF-Datei',
      picture: 'Bild',
      text: 'Textdatei',
      table: 'Tabelle',
      archive: 'ZIP-Archiv',
      slides: 'Folien',
      document: 'Dokument',
      link: 'Verweis',
    },
    download: 'Herunterladen',
    downloadOf: (title) => `${title} herunterladen`,
    open: 'Öffnen',
    openOf: (title) => `${title} in einem neuen Tab öffnen`,
    notDone: (why) => `Nicht heruntergeladen. ${why}`,
    unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung.',
  },
});
