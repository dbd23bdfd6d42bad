import { inLanguages } from '@rostrum/ui/language';
import type { RecordedSource } from '../../preload/pure/recording-parts.ts';
import type { StopReason } from './pure/recorder-state.ts';

type SourceNames = Readonly<Record<RecordedSource, string>>;

const english: SourceNames = {
  programme: 'Programme',
  camera: 'Camera',
  screen: 'Screen',
  board: 'Whiteboard',
  microphone: 'Microphone',
};
const german: SourceNames = {
  programme: 'Programm',
  camera: 'Kamera',
  screen: 'Bildschirm',
  board: 'Tafel',
  microphone: 'Mikrofon',
};

/** Every word about recordings on the studio's page. */
export const texts = inLanguages({
  en: {
    sources: english,
    recorder: {
      gap: 'A part of the recording is missing on the disk. What was recorded before is safe; start a new recording.',
      gone: 'The recording’s folder was taken away. Start a new recording.',
    },

    line: {
      heading: 'Recording on this computer',
      off: 'Not recorded on this computer.',
      starting: 'Starting to record…',
      recording: 'Recording',
      saving: 'Saving the last seconds…',
      start: 'Record',
      stop: 'Stop recording',
      all: 'Recordings',
      room: (time: string) => `room for ${time}`,
      roomLow: (time: string) => `The disk is filling up: room for ${time}. Delete something soon.`,
      roomLowUnknown: (size: string) => `The disk is filling up: ${size} free. Delete something soon.`,
      away: 'The studio’s program doesn’t answer. The recording is held in memory: leave this page open.',
      slow: 'The disk is too slow at the moment.',
      refused: (why: string) => `${why} The recording is held in memory meanwhile: leave this page open.`,
      held: (size: string) => `${size} so far.`,
      heldWhileSlow: (size: string) => `${size} are held in memory: leave this page open.`,
      lost: (names: readonly RecordedSource[]) =>
        `Not recorded on its own: ${names.map((name) => english[name]).join(', ')}. The programme is.`,
      stopped: {
        asked: 'The recording is on the disk.',
        'disk-full':
          'Recording has stopped: the disk is full. What was recorded is safe. Delete something, then record again.',
        'memory-full':
          'Recording has stopped: the studio’s program was away for too long. What was recorded is safe.',
        'no-picture': 'Recording has stopped: there is no picture any more. What was recorded is safe.',
      } satisfies Record<StopReason, string>,
      failed: (why: string) => `Not recorded. ${why}`,
      minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
      hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    },

    list: {
      heading: 'Recordings',
      close: 'Close',
      loading: 'Looking for recordings…',
      away: 'The studio’s program doesn’t answer, so the recordings can’t be shown. They are safe on the disk.',
      again: 'Try again',
      none: 'No recordings yet',
      noneText:
        'A recording starts by itself when you go on air, and can be started without. It appears here.',
      where: 'They lie in',
      free: (size: string) => `${size} free on this disk`,
      untitled: 'Recording',
      states: { recording: 'Recording', unfinished: 'Broke off', finished: '' },
      wasRecovered: 'Recovered',
      recover: 'Recover',
      recovering: 'Recovering…',
      recoverText: 'This recording broke off. Everything up to its last second can be brought back.',
      unreadable: (names: readonly RecordedSource[]) =>
        `Recovered. There was nothing in: ${names.map((name) => english[name]).join(', ')}.`,
      rename: 'Rename',
      renameLabel: 'Title',
      save: 'Save',
      cancel: 'Cancel',
      remove: 'Delete',
      removeOf: (title: string) => `Delete ${title}`,
      confirmTitle: 'Delete this recording?',
      confirmText: (title: string, size: string) =>
        `“${title}” (${size}) is deleted for good, with what was exported from it.`,
      confirmKeep: 'Keep it',
      confirmRemove: 'Delete',
      export: 'Export',
      folder: 'Folder',
    },

    form: {
      heading: (title: string) => `Export ${title}`,
      track: 'What',
      as: 'As',
      mp4: 'Video (MP4)',
      m4a: 'Sound only (M4A)',
      from: 'From',
      to: 'To',
      timeHint: 'Minutes and seconds, such as 1:30. Empty: all of it.',
      badTime: 'Write minutes and seconds, such as 1:30.',
      badOrder: 'The end must come after the start.',
      chapters: 'Chapters',
      chaptersHint: 'One a line: 12:30 Interference',
      tooManyChapters: (most: number) => `At most ${most} chapters fit into one export.`,
      badChapter: (line: string) => `“${line}” has no moment at its beginning, such as 12:30.`,
      loudness: 'Even out the loudness (EBU R128)',
      start: 'Export',
      cancel: 'Cancel',
    },

    exports: {
      heading: 'Exports',
      waiting: 'Waiting',
      running: (percent: number, left: string | undefined) =>
        left ? `${percent} % · ${left}` : `${percent} %`,
      secondsLeft: (count: number) => `${count} s left`,
      minutesLeft: (count: number) => `${count} min left`,
      done: (size: string) => `Done, ${size}`,
      cancelled: 'Cancelled',
      cancel: 'Cancel',
      forget: 'Remove from this list',
      progressOf: (name: string) => `Progress of ${name}`,
    },
  },
  de: {
    sources: german,
    recorder: {
      gap: 'Auf der Festplatte fehlt ein Stück der Aufzeichnung. Was vorher aufgezeichnet wurde, ist sicher; beginnen Sie eine neue Aufzeichnung.',
      gone: 'Der Ordner der Aufzeichnung wurde entfernt. Beginnen Sie eine neue Aufzeichnung.',
    },

    line: {
      heading: 'Aufzeichnung auf diesem Computer',
      off: 'Hier wird nicht aufgezeichnet.',
      starting: 'Die Aufzeichnung beginnt…',
      recording: 'Zeichnet auf',
      saving: 'Die letzten Sekunden werden gespeichert…',
      start: 'Aufzeichnen',
      stop: 'Aufzeichnung beenden',
      all: 'Aufzeichnungen',
      room: (time) => `Platz für ${time}`,
      roomLow: (time) => `Die Festplatte wird voll: Platz für ${time}. Löschen Sie bald etwas.`,
      roomLowUnknown: (size) => `Die Festplatte wird voll: ${size} frei. Löschen Sie bald etwas.`,
      away: 'Das Programm des Studios antwortet nicht. Die Aufzeichnung bleibt im Arbeitsspeicher: Lassen Sie diese Seite offen.',
      slow: 'Die Festplatte ist gerade zu langsam.',
      refused: (why) =>
        `${why} Die Aufzeichnung bleibt unterdessen im Arbeitsspeicher: Lassen Sie diese Seite offen.`,
      held: (size) => `Bisher ${size}.`,
      heldWhileSlow: (size) => `${size} liegen im Arbeitsspeicher: Lassen Sie diese Seite offen.`,
      lost: (names) =>
        `Nicht einzeln aufgezeichnet: ${names.map((name) => german[name]).join(', ')}. Das Programm schon.`,
      stopped: {
        asked: 'Die Aufzeichnung ist auf der Festplatte.',
        'disk-full':
          'Die Aufzeichnung wurde beendet: Die Festplatte ist voll. Was aufgezeichnet wurde, ist sicher. Löschen Sie etwas, und zeichnen Sie dann wieder auf.',
        'memory-full':
          'Die Aufzeichnung wurde beendet: Das Programm des Studios war zu lange weg. Was aufgezeichnet wurde, ist sicher.',
        'no-picture':
          'Die Aufzeichnung wurde beendet: Es gibt kein Bild mehr. Was aufgezeichnet wurde, ist sicher.',
      },
      failed: (why) => `Nicht aufgezeichnet. ${why}`,
      minutes: (count) => (count === 1 ? '1 Minute' : `${count} Minuten`),
      hours: (count) => (count === 1 ? '1 Stunde' : `${count} Stunden`),
    },

    list: {
      heading: 'Aufzeichnungen',
      close: 'Schließen',
      loading: 'Aufzeichnungen werden gesucht…',
      away: 'Das Programm des Studios antwortet nicht, darum lassen sich die Aufzeichnungen nicht zeigen. Auf der Festplatte sind sie sicher.',
      again: 'Erneut versuchen',
      none: 'Noch keine Aufzeichnungen',
      noneText:
        'Eine Aufzeichnung beginnt von selbst, wenn Sie auf Sendung gehen, und lässt sich auch ohne das beginnen. Sie erscheint hier.',
      where: 'Sie liegen in',
      free: (size) => `${size} frei auf dieser Festplatte`,
      untitled: 'Aufzeichnung',
      states: { recording: 'Zeichnet auf', unfinished: 'Abgebrochen', finished: '' },
      wasRecovered: 'Wiederhergestellt',
      recover: 'Wiederherstellen',
      recovering: 'Wird wiederhergestellt…',
      recoverText:
        'Diese Aufzeichnung ist abgebrochen. Alles bis zu ihrer letzten Sekunde lässt sich zurückholen.',
      unreadable: (names) =>
        `Wiederhergestellt. Nichts zu holen war in: ${names.map((name) => german[name]).join(', ')}.`,
      rename: 'Umbenennen',
      renameLabel: 'Titel',
      save: 'Speichern',
      cancel: 'Abbrechen',
      remove: 'Löschen',
      removeOf: (title) => `${title} löschen`,
      confirmTitle: 'Diese Aufzeichnung löschen?',
      confirmText: (title, size) =>
        `„${title}“ (${size}) wird endgültig gelöscht, mit allem, was daraus exportiert wurde.`,
      confirmKeep: 'Behalten',
      confirmRemove: 'Löschen',
      export: 'Exportieren',
      folder: 'Ordner',
    },

    form: {
      heading: (title) => `${title} exportieren`,
      track: 'Was',
      as: 'Als',
      mp4: 'Video (MP4)',
      m4a: 'Nur Ton (M4A)',
      from: 'Von',
      to: 'Bis',
      timeHint: 'Minuten und Sekunden, etwa 1:30. Leer: alles.',
      badTime: 'Schreiben Sie Minuten und Sekunden, etwa 1:30.',
      badOrder: 'Das Ende muss nach dem Anfang liegen.',
      chapters: 'Kapitel',
      chaptersHint: 'Je Zeile eines: 12:30 Interferenz',
      tooManyChapters: (most) => `In einen Export passen höchstens ${most} Kapitel.`,
      badChapter: (line) => `„${line}“ beginnt nicht mit einem Zeitpunkt wie 12:30.`,
      loudness: 'Lautheit angleichen (EBU R128)',
      start: 'Exportieren',
      cancel: 'Abbrechen',
    },

    exports: {
      heading: 'Exporte',
      waiting: 'Wartet',
      running: (percent, left) => (left ? `${percent} % · ${left}` : `${percent} %`),
      secondsLeft: (count) => `noch ${count} s`,
      minutesLeft: (count) => `noch ${count} min`,
      done: (size) => `Fertig, ${size}`,
      cancelled: 'Abgebrochen',
      cancel: 'Abbrechen',
      forget: 'Aus dieser Liste entfernen',
      progressOf: (name) => `Fortschritt von ${name}`,
    },
  },
});
