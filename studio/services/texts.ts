import { inLanguages } from './language.ts';
import type { LinkProblem } from './pure/studio-link.ts';

/** Every word of the shell about what it keeps; recordings have their own. */
export const texts = inLanguages({
  en: {
    settingsSetAside: (file: string) =>
      `The studio's settings could not be read and start afresh; the old file is kept as ${file}.`,
    notSaved: 'The studio could not reach its settings folder. Is the disk full, or the folder gone?',
    noFolder: (folder: string, reason: string) =>
      `The studio's settings folder ${folder} can't be written (${reason}): set ROSTRUM_DATA to a folder that can.`,
    link: {
      empty: 'Paste the studio link first.',
      'no-link': 'This is not a studio link. It begins with rostrum://studio',
      'no-server': 'This studio link names no server. Copy it again, whole.',
      'cut-off': 'This studio link is cut off or damaged. Copy it again, whole.',
    } satisfies Record<LinkProblem, string>,
  },
  de: {
    settingsSetAside: (file) =>
      `Die Einstellungen des Studios ließen sich nicht lesen und beginnen von vorn; die alte Datei heißt jetzt ${file}.`,
    notSaved:
      'Das Studio konnte seinen Einstellungsordner nicht erreichen. Ist die Festplatte voll, oder der Ordner weg?',
    noFolder: (folder, reason) =>
      `Der Einstellungsordner des Studios ${folder} lässt sich nicht beschreiben (${reason}): Setzen Sie ROSTRUM_DATA auf einen Ordner, bei dem es geht.`,
    link: {
      empty: 'Fügen Sie zuerst den Studio-Link ein.',
      'no-link': 'Das ist kein Studio-Link. Er beginnt mit rostrum://studio',
      'no-server': 'Dieser Studio-Link nennt keinen Server. Kopieren Sie ihn noch einmal ganz.',
      'cut-off': 'Dieser Studio-Link ist abgeschnitten oder beschädigt. Kopieren Sie ihn noch einmal ganz.',
    },
  },
});

export const linkWords = (problem: LinkProblem): string => texts().link[problem];
