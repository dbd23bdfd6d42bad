/** The words of what stands at a page's head: its connection, its colours, its language. */
export const en = {
  status: {
    connecting: 'Connecting…',
    reconnecting: 'Connecting again…',
    open: 'Connected',
    lost: 'Connection lost.',
    backIn: (seconds: number) => `Trying again in ${seconds} s.`,
    left: 'You have left the class.',
  },
  theme: {
    label: (now: string) => `Colours: ${now}`,
    system: 'as the system',
    light: 'light',
    dark: 'dark',
  },
  language: {
    label: 'Language',
    system: 'As the system',
  },
};

export type Words = typeof en;

export const de: Words = {
  status: {
    connecting: 'Verbindung wird aufgebaut…',
    reconnecting: 'Verbindung wird wieder aufgebaut…',
    open: 'Verbunden',
    lost: 'Verbindung verloren.',
    backIn: (seconds) => `Neuer Versuch in ${seconds} s.`,
    left: 'Sie haben die Veranstaltung verlassen.',
  },
  theme: {
    label: (now) => `Farben: ${now}`,
    system: 'wie im System',
    light: 'hell',
    dark: 'dunkel',
  },
  language: {
    label: 'Sprache',
    system: 'Wie im System',
  },
};
