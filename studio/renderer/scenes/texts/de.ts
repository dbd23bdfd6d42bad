import type { Words } from './en.ts';

export const de: Words = {
  heading: 'Szene',
  names: {
    'picture-in-picture': 'Folien und Sie',
    'side-by-side': 'Geteiltes Bild',
    slides: 'Nur Folien',
    camera: 'Nur Kamera',
    screen: 'Bildschirm',
    board: 'Tafel',
    guests: 'Gäste',
  },
  needs: {
    slides: 'Öffnen Sie Folien oder teilen Sie einen Bildschirm oder ein Fenster, um diese Szene zu füllen.',
    screen: 'Teilen Sie einen Bildschirm oder ein Fenster, um diese Szene zu füllen.',
    camera: 'Schalten Sie die Kamera ein, um diese Szene zu füllen.',
    board: 'Öffnen Sie die Tafel, um diese Szene zu füllen.',
    guests: 'Holen Sie jemanden auf die Bühne, um diese Szene zu füllen.',
  },

  teachFrom: 'Gezeigt wird',
  content: { slides: 'Folien', screen: 'Bildschirm', board: 'Tafel' },

  studioMode: 'Erst vorbereiten, dann zeigen',
  prepared: 'Vorbereitet',
  preparedLabel: 'Die Szene, die Sie vorbereiten. Die Studierenden sehen sie noch nicht.',
  programme: 'Programm',
  cut: 'Schnitt',
  fade: 'Blende',
  cutHint: 'Eingabe',
  fadeHint: 'Umschalt + Eingabe',

  inset: {
    label:
      'Ihr Bild: Pfeiltasten verschieben es, Plus und Minus ändern die Größe, die Eingabetaste bringt es in die nächste Ecke',
    resize: 'Ziehen, um die Größe Ihres Bildes zu ändern',
    at: (across, down, percent) => `${down} ${across}, ${percent} % breit`,
    across: { start: 'links', middle: 'in der Mitte', end: 'rechts' },
    down: { start: 'oben', middle: 'auf halber Höhe', end: 'unten' },
  },

  keys: {
    button: 'Tasten',
    heading: 'Tasten für Szenen',
    note: 'Während Sie tippen, wirken sie nie; liegt der Fokus auf einer Schaltfläche, drückt die Eingabetaste diese.',
    list: [
      ['1 – 9', 'Die Szene mit dieser Nummer wählen'],
      ['Eingabe', 'Zur vorbereiteten Szene schneiden'],
      ['Umschalt + Eingabe', 'Zur vorbereiteten Szene überblenden'],
      [
        'Pfeile, + und −',
        'Ihr Bild oder eine Quelle einer eigenen Szene verschieben und in der Größe ändern, wenn sie den Fokus hat',
      ],
    ],
  },

  close: 'Schließen',

  overlays: {
    button: 'Einblendungen',
    buttonWith: (count) => `Einblendungen (${count} an)`,
    heading: 'Über dem Bild',
    show: 'Einblenden',
    hide: 'Ausblenden',
    names: {
      'lower-third': 'Namensband',
      logo: 'Logo',
      timer: 'Zeitanzeige',
      poll: 'Umfrageergebnis',
      pause: 'Pausenbild',
    },
    showOf: (name) => `Einblenden: ${name}`,
    hideOf: (name) => `Ausblenden: ${name}`,
    name: 'Name',
    line: 'Zeile darunter',
    lineHint: 'Etwa Ihr Fach oder Ihr Institut',
    logoFile: 'Bild des Logos',
    logoBroken: 'Diese Datei ist kein Bild, das sich zeigen lässt. Wählen Sie PNG, JPEG, WebP oder SVG.',
    logoRemove: 'Logo entfernen',
    corner: 'Ecke',
    corners: {
      'top-left': 'Oben links',
      'top-right': 'Oben rechts',
      'bottom-left': 'Unten links',
      'bottom-right': 'Unten rechts',
    },
    timerLabel: 'Beschriftung',
    minutes: 'Minuten',
    minutesHint: 'Zählt herunter; 0 zählt hoch',
    stopTimer: 'Anhalten',
    goOnTimer: 'Weiter',
    noPoll: 'Hier blenden Sie das Ergebnis einer Umfrage wieder aus, wenn Sie es gezeigt haben.',
    pauseTitle: 'Titel',
    pauseNote: 'Hinweis',
    pauseTitleAs: 'Gleich geht es weiter',
    pauseNoteAs: 'Die Vorlesung geht in einigen Minuten weiter.',
    pauseSound:
      'Es verdeckt alles andere. Ihr Mikrofon bleibt, wie es ist: Stummschalten können Sie es unter „Quellen“.',
  },

  custom: {
    button: 'Eigene Szenen',
    heading: 'Ihre eigenen Szenen',
    none: 'Stellen Sie Quellen dorthin, wo Sie sie haben möchten, und geben Sie der Szene einen Namen.',
    onPicture:
      'Auch im Bild: Wählen Sie die Szene, und ziehen Sie ihre Quellen oder ändern Sie deren Größe an einer Ecke.',
    add: 'Neue Szene',
    full: (most) => `Mehr als ${most} eigene Szenen sind nicht möglich.`,
    firstName: (number) => `Szene ${number}`,
    name: 'Name der Szene',
    noName: 'Eine Szene braucht einen Namen.',
    edit: 'Bearbeiten',
    editOf: (name) => `${name} bearbeiten`,
    delete: 'Löschen',
    deleteOf: (name) => `${name} löschen`,
    back: 'Alle Szenen',
    addPlace: 'Quelle hinzufügen',
    source: 'Quelle',
    sources: {
      camera: 'Kamera',
      slides: 'Folien',
      screen: 'Bildschirm',
      board: 'Tafel',
      guests: 'Gäste',
    },
    left: 'Links %',
    top: 'Oben %',
    width: 'Breite %',
    height: 'Höhe %',
    cutToFill: 'Füllend zuschneiden',
    forward: 'Nach vorn',
    forwardOf: (source) => `${source} nach vorn holen`,
    remove: 'Entfernen',
    removeOf: (source) => `${source} entfernen`,
    empty: 'In dieser Szene ist noch nichts.',
    placesOf: (scene) => `Quellen von ${scene}`,
    placeLabel: (source) => `${source}: Pfeiltasten verschieben, Plus und Minus ändern die Größe`,
    placeResize: (source) => `Ziehen, um die Größe zu ändern: ${source}`,
    placeAt: (left, top, width, height) =>
      `${left} % von links, ${top} % von oben, ${width} % breit, ${height} % hoch`,
  },

  picture: {
    button: 'Bild',
    heading: 'Bild',
    size: 'Größe des Programms',
    sizes: { '720p': '1280 × 720', '1080p': '1920 × 1080' },
    sizeNote:
      'Gilt ab dem nächsten Öffnen des Studios. Das größere Bild zeigt feinere Schrift und braucht einen schnellen Computer und die doppelte Upload-Leistung.',
    blur: 'Hintergrund unscharf zeigen',
    noBlur: {
      'no-camera':
        'Schalten Sie Ihre Kamera unter „Quellen“ ein: Dann sehen Sie hier, ob ihr Hintergrund unscharf werden kann.',
      unable:
        'Bei dieser Kamera geht es von hier aus nicht: Weder sie noch Ihr System bietet es dem Studio an. Suchen Sie in den Kamera-Einstellungen Ihres Systems nach einem unscharfen Hintergrund (Studioeffekte in Windows, Porträt unter dem Kamerazeichen eines Macs): Was dort eingestellt ist, gilt auch hier. Sonst setzen Sie sich vor eine schlichte Wand.',
      'held-on':
        'Ihr System zeigt ihn von sich aus unscharf. Ausschalten lässt sich das nur in dessen Kamera-Einstellungen.',
    },
    blurRefused:
      'Die Kamera hat es nicht getan. Schließen Sie andere Programme, die sie nutzen, und versuchen Sie es erneut, oder stellen Sie es in den Kamera-Einstellungen Ihres Systems ein.',
  },
};
