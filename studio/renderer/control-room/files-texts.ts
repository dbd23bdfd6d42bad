import { inLanguages } from '@rostrum/ui/language';

/** What is said of files and links that staff share. */
export const texts = inLanguages({
  en: {
    heading: 'Files and links',
    none: 'Nothing is shared yet. Students find what you share beside the chat.',
    add: 'Share a file',
    hint: 'PDF, pictures, office documents, text and ZIP, up to 50 MB.',
    linkTitle: 'Name of the link',
    linkUrl: 'Address',
    addLink: 'Share this link',
    badUrl: 'A link begins with https:// or http://',
    coming: (title: string, part: number) => `“${title}” is on its way: ${Math.floor(part * 100)} %`,
    cancel: 'Cancel',
    shared: (title: string) => `“${title}” is shared.`,
    remove: 'Take back',
    removeOf: (title: string) => `Take “${title}” back`,
    tooLarge: 'This file is larger than 50 MB. Share a smaller one, or a link to it.',
    wrongType: 'This kind of file can’t be shared. Make it a PDF or a ZIP, and share that.',
    unreachable: 'The server can’t be reached. Try again when the studio is connected.',
    notShared: (title: string, why: string) => `“${title}” was not shared. ${why}`,
  },
  de: {
    heading: 'Dateien und Links',
    none: 'Noch nichts geteilt. Was Sie teilen, finden die Studierenden neben dem Chat.',
    add: 'Datei teilen',
    hint: 'PDF, Bilder, Office-Dokumente, Text und ZIP, bis 50 MB.',
    linkTitle: 'Name des Links',
    linkUrl: 'Adresse',
    addLink: 'Diesen Link teilen',
    badUrl: 'Ein Link beginnt mit https:// oder http://',
    coming: (title, part) => `„${title}“ wird hochgeladen: ${Math.floor(part * 100)} %`,
    cancel: 'Abbrechen',
    shared: (title) => `„${title}“ ist geteilt.`,
    remove: 'Zurücknehmen',
    removeOf: (title) => `„${title}“ zurücknehmen`,
    tooLarge: 'Diese Datei hat mehr als 50 MB. Teilen Sie eine kleinere oder einen Link auf sie.',
    wrongType: 'Diese Art von Datei lässt sich nicht teilen. Machen Sie ein PDF oder ZIP daraus.',
    unreachable:
      'Der Server ist nicht erreichbar. Versuchen Sie es noch einmal, wenn das Studio verbunden ist.',
    notShared: (title, why) => `„${title}“ wurde nicht geteilt. ${why}`,
  },
});
