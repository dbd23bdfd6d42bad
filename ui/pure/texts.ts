/** The words of the shared components. */
export const en = {
  productName: 'Rostrum',
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
  stage: {
    strangeBrowser: 'This browser can’t take part live. Use Chrome, Edge, Firefox or Safari.',
    noWay:
      'Your network lets neither pictures nor sound through to it. Try another network, such as your phone’s.',
  },
  server: {
    unreachable: 'The server can’t be reached.',
    strangeAnswer: 'The server gave an answer that this page doesn’t understand.',
  },
};

export type Words = typeof en;

export const de: Words = {
  productName: 'Rostrum',
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
  stage: {
    strangeBrowser:
      'Mit diesem Browser können Sie nicht live teilnehmen. Nehmen Sie Chrome, Edge, Firefox oder Safari.',
    noWay:
      'Ihr Netz lässt weder Bild noch Ton dorthin durch. Versuchen Sie ein anderes, etwa das Ihres Telefons.',
  },
  server: {
    unreachable: 'Der Server ist nicht erreichbar.',
    strangeAnswer: 'Der Server hat eine Antwort gegeben, die diese Seite nicht versteht.',
  },
};
