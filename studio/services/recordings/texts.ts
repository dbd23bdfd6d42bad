import { inLanguages } from '../language.ts';

/** Every word about recordings that the shell says to the instructor. */
export const texts = inLanguages({
  en: {
    noRecording: 'This recording is not there any more.',
    stillRecording: 'This recording is still running. Stop it first.',
    stillExported: 'This recording is being exported. Cancel that first.',
    noClass: 'Open the class of this recording first.',
    stillSent: 'This recording is on its way to the server. Cancel that first.',
    atWork: 'This recording is being recovered or changed at the moment. Wait until that is done.',
    recoverFirst: 'This recording broke off. Recover it first.',
    diskFull: 'The disk is full. Delete something, then try again.',
    notKept: (folder: string, code: string) =>
      `The recordings’ folder ${folder} can’t be used (${code}). Is the disk still there, and may it be written?`,
    noFfmpeg:
      'FFmpeg is missing, which makes files out of recordings. Install FFmpeg, then try again; the recording itself is safe.',
    wrongFfmpeg: (path: string) =>
      `FFMPEG_PATH names ${path}, which doesn’t run as FFmpeg. Mend it, or leave it empty.`,
    noTrack: 'This recording has no such track.',
    noSound: 'This track has no sound. Choose the programme or the microphone.',
    noPicture: 'This track has no picture. Choose “sound only”.',
    emptyTrim: 'Nothing lies between this start and this end.',
    fileGone: 'The track’s file is gone: was it moved or deleted?',
    unreadable: 'FFmpeg can’t read this track.',
    failed: (why: string) => `FFmpeg gave up: ${why}`,
    fallbackTitle: 'Recording',
  },
  de: {
    noRecording: 'Diese Aufzeichnung ist nicht mehr da.',
    stillRecording: 'Diese Aufzeichnung läuft noch. Beenden Sie sie zuerst.',
    stillExported: 'Diese Aufzeichnung wird gerade exportiert. Brechen Sie das zuerst ab.',
    noClass: 'Öffnen Sie zuerst die Veranstaltung dieser Aufzeichnung.',
    stillSent: 'Diese Aufzeichnung ist auf dem Weg zum Server. Brechen Sie das zuerst ab.',
    atWork: 'Diese Aufzeichnung wird gerade wiederhergestellt oder geändert. Warten Sie, bis das fertig ist.',
    recoverFirst: 'Diese Aufzeichnung ist abgebrochen. Stellen Sie sie zuerst wieder her.',
    diskFull: 'Die Festplatte ist voll. Löschen Sie etwas, und versuchen Sie es erneut.',
    notKept: (folder, code) =>
      `Der Ordner der Aufzeichnungen ${folder} lässt sich nicht verwenden (${code}). Ist die Festplatte noch da, und darf darauf geschrieben werden?`,
    noFfmpeg:
      'FFmpeg fehlt, das aus Aufzeichnungen Dateien macht. Installieren Sie FFmpeg, und versuchen Sie es erneut; die Aufzeichnung selbst ist sicher.',
    wrongFfmpeg: (path) =>
      `FFMPEG_PATH nennt ${path}, das nicht als FFmpeg läuft. Berichtigen Sie es, oder lassen Sie es leer.`,
    noTrack: 'Diese Aufzeichnung hat keine solche Spur.',
    noSound: 'Diese Spur hat keinen Ton. Wählen Sie das Programm oder das Mikrofon.',
    noPicture: 'Diese Spur hat kein Bild. Wählen Sie „Nur Ton“.',
    emptyTrim: 'Zwischen diesem Anfang und diesem Ende liegt nichts.',
    fileGone: 'Die Datei der Spur ist weg: Wurde sie verschoben oder gelöscht?',
    unreadable: 'FFmpeg kann diese Spur nicht lesen.',
    failed: (why) => `FFmpeg hat aufgegeben: ${why}`,
    fallbackTitle: 'Aufzeichnung',
  },
});
