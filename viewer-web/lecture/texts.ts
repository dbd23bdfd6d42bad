import { inLanguages } from '@rostrum/ui/language';

/** Every word of being in a class, but for the picture and what is beside it. */
export const texts = inLanguages({
  en: {
    people: (count: number) => (count === 1 ? '1 person here' : `${count} people here`),
    hand: {
      raise: 'Raise hand',
      lower: 'Lower hand',
      up: 'Your hand is up.',
      next: 'You are next.',
      place: (place: number) => `You are number ${place} in line.`,
      refused: (why: string) => `Not done. ${why}`,
    },
    announcement: 'Announcement',
    announcedBy: (name: string) => `from ${name}`,
    closeAnnouncement: 'Close the announcement',
    menu: {
      label: 'More',
      check: 'Check sound and devices…',
      language: 'Language',
      comes: 'The check is on its way…',
    },
    over: {
      heading: 'This class is over.',
      text: 'Thank you for being there. The chat stays open.',
      recordings: 'Watch the recording',
    },
    full: {
      heading: 'There is no place at the moment',
      text: 'Stay on this page: you come in by yourself as soon as there is one.',
      again: (seconds: number) => `Trying again in ${seconds} s.`,
      trying: 'Trying now…',
    },
    printed: {
      heading: 'Written in the chat',
      none: 'Nothing was written.',
      earlier: 'Earlier messages are not printed.',
    },
  },
  de: {
    people: (count) => (count === 1 ? '1 Person hier' : `${count} Personen hier`),
    hand: {
      raise: 'Melden',
      lower: 'Nicht mehr melden',
      up: 'Sie haben sich gemeldet.',
      next: 'Sie sind als Nächstes dran.',
      place: (place) => `Sie sind Nummer ${place} in der Reihe.`,
      refused: (why) => `Nicht ausgeführt. ${why}`,
    },
    announcement: 'Durchsage',
    announcedBy: (name) => `von ${name}`,
    closeAnnouncement: 'Durchsage schließen',
    menu: {
      label: 'Mehr',
      check: 'Ton und Geräte prüfen…',
      language: 'Sprache',
      comes: 'Die Prüfung kommt gleich…',
    },
    over: {
      heading: 'Diese Veranstaltung ist zu Ende.',
      text: 'Danke, dass Sie dabei waren. Der Chat bleibt offen.',
      recordings: 'Aufzeichnung ansehen',
    },
    full: {
      heading: 'Im Moment ist kein Platz frei',
      text: 'Bleiben Sie auf dieser Seite: Sie kommen von selbst hinein, sobald einer frei wird.',
      again: (seconds) => `Nächster Versuch in ${seconds} s.`,
      trying: 'Neuer Versuch…',
    },
    printed: {
      heading: 'Im Chat geschrieben',
      none: 'Es wurde nichts geschrieben.',
      earlier: 'Frühere Nachrichten sind nicht gedruckt.',
    },
  },
});
