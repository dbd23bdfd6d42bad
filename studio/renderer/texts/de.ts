import { numberText } from '@rostrum/ui/language';
import type { Words } from './en.ts';

export const de: Words = {
  title: (classTitle) => (classTitle ? `${classTitle} · Rostrum Studio` : 'Rostrum Studio'),
  studio: 'Studio',
  skip: 'Zur Steuerung der Sendung springen',
  people: (count) => (count === 1 ? '1 Person ist da' : `${count} Personen sind da`),
  onAir: 'Auf Sendung',

  shellAway: {
    title: 'Das Studio läuft nicht',
    text: 'Diese Seite spricht mit einem kleinen Programm auf diesem Computer, und es antwortet nicht. Starten Sie das Studio neu, und öffnen Sie den Link, den es ausgibt.',
    again: 'Erneut versuchen',
    unreadable:
      'Das Programm des Studios hat eine Antwort gegeben, die diese Seite nicht lesen kann. Laden Sie die Seite neu.',
  },
  cantCompose: {
    title: 'Dieser Browser kann kein Studio sein',
    text: 'Er kann kein Bild aus mehreren zusammensetzen. Verwenden Sie die Desktop-App oder ein aktuelles Chrome oder Edge.',
  },

  hands: {
    heading: 'Meldungen',
    none: 'Zurzeit keine.',
    lower: 'Senken',
    lowerOf: (name) => `Die Hand von ${name} senken`,
    lowerAll: 'Alle senken',
    waited: (time) => `wartet ${time}`,
    notDone: (why) => `Nicht ausgeführt. ${why}`,
  },

  preview: {
    label: 'Das Programm, wie die Studierenden es sehen werden',
    failed: (reason) =>
      `Das Bild ist stehen geblieben (${reason}). Laden Sie diese Seite neu, dann geht es weiter.`,
    reload: 'Neu laden',
  },
  card: {
    untitled: 'Willkommen',
    note: 'Hier geht es gleich weiter.',
  },

  tools: {
    heading: 'Werkzeuge',
    names: { sources: 'Quellen', sound: 'Ton', slides: 'Folien', board: 'Tafel' },
  },
  brokeOff: (count) =>
    count === 1
      ? 'Eine Aufzeichnung auf diesem Computer ist abgebrochen.'
      : `${count} Aufzeichnungen auf diesem Computer sind abgebrochen.`,
  recover: 'Ansehen',
  signedOut: {
    onAir: (why) =>
      `${why} Die Studierenden sehen ein Standbild, bis Sie sich erneut angemeldet haben; dann geht die Vorlesung dort weiter, wo Sie sind. Eine Aufzeichnung auf diesem Computer läuft inzwischen weiter.`,
    recording: (why) =>
      `${why} Die Aufzeichnung läuft weiter; Chat und Personen fehlen, bis Sie sich erneut angemeldet haben.`,
  },

  sources: {
    heading: 'Quellen',
    camera: 'Kamera',
    microphone: 'Mikrofon',
    screen: 'Folien oder Bildschirm',
    turnOn: 'Einschalten',
    turnOff: 'Ausschalten',
    mute: 'Stummschalten',
    unmute: 'Ton einschalten',
    muted: 'Stumm: Die Studierenden hören nichts.',
    elsewhere: 'Nur der Gruppenraum hört Sie.',
    share: 'Bildschirm teilen',
    stopSharing: 'Nicht mehr teilen',
    hideNotice: 'Ausblenden',
    shared: 'Wird geteilt.',
    sharedScreen: 'Ein ganzer Bildschirm wird geteilt. Die Studierenden sehen alles darauf.',
    sharedWindow: 'Ein Fenster wird geteilt.',
    sharedTab: 'Ein Browser-Tab wird geteilt.',
    notShared: 'Ein Fenster oder ein ganzer Bildschirm, mit Ihren Folien.',
    askingCamera: 'Ihr Browser fragt, ob er die Kamera verwenden darf.',
    askingMicrophone: 'Ihr Browser fragt, ob er das Mikrofon verwenden darf.',
    askingScreen: 'Wählen Sie, was geteilt wird.',
    off: 'Aus.',
    again: 'Erneut versuchen',
    level: 'Lautstärke',
    microphoneLevel: 'Lautstärke des Mikrofons',
    demoTitle: 'Vorführung',
    demo: 'Kamera, Folien und Stimme werden von dieser Seite selbst erzeugt.',
    cameraStalled:
      'Die Kamera liefert kein Bild: Vielleicht verwendet sie ein anderes Programm, oder ihre Abdeckung ist geschlossen. Danach geht es von selbst weiter.',
    cameraFrozen:
      'Das Bild der Kamera steht still: Vielleicht hängt sie, oder sie ist abgedeckt. Öffnen Sie sie neu, oder wählen Sie eine andere.',
    reopenCamera: 'Kamera neu öffnen',
    microphoneStalled:
      'Das Mikrofon liefert keinen Ton: Vielleicht hat ein anderes Programm oder ein Schalter am Gerät es stummgeschaltet.',
    standIn: {
      camera: (label) => `Die Kamera ist nicht angeschlossen: ${label} springt ein, bis sie wieder da ist.`,
      microphone: (label) =>
        `Das Mikrofon ist nicht angeschlossen: ${label} springt ein, bis es wieder da ist.`,
    },
    cameraProblem: {
      refused:
        'Die Kamera ist nicht erlaubt. Erlauben Sie sie neben der Adresse der Seite, und versuchen Sie es erneut. Folien allein gehen auch ohne sie.',
      'none-found':
        'Keine Kamera gefunden. Schließen Sie eine an, dann erscheint sie hier; Folien und Ton gehen auch ohne.',
      'in-use':
        'Ein anderes Programm verwendet die Kamera. Geben Sie sie dort frei, und versuchen Sie es erneut.',
      ended: 'Die Kamera wurde abgezogen. Schließen Sie sie wieder an, dann kommt sie zurück.',
      failed: 'Die Kamera lässt sich nicht öffnen. Versuchen Sie es erneut, oder wählen Sie eine andere.',
    },
    microphoneProblem: {
      refused:
        'Das Mikrofon ist nicht erlaubt: Die Studierenden würden nichts hören. Erlauben Sie es neben der Adresse der Seite, und versuchen Sie es erneut.',
      'none-found':
        'Kein Mikrofon gefunden: Die Studierenden würden nichts hören. Schließen Sie eines an, dann erscheint es hier.',
      'in-use':
        'Ein anderes Programm verwendet das Mikrofon. Geben Sie es dort frei, und versuchen Sie es erneut.',
      ended: 'Das Mikrofon wurde abgezogen. Schließen Sie es wieder an, dann kommt es zurück.',
      failed: 'Das Mikrofon lässt sich nicht öffnen. Versuchen Sie es erneut, oder wählen Sie ein anderes.',
    },
    cameraRefused: {
      system:
        'Die Kamera ist nicht erlaubt. Erlauben Sie sie für „Rostrum Studio“ in den Systemeinstellungen, und versuchen Sie es erneut. Folien allein gehen auch ohne sie.',
      manager:
        'Die Kamera ist nicht erlaubt: Wer diesen Computer verwaltet, hat sie abgeschaltet. Fragen Sie dort nach. Folien allein gehen auch ohne sie.',
      unknown:
        'Die Kamera ist nicht erlaubt. Sehen Sie in den Systemeinstellungen nach, ob „Rostrum Studio“ sie verwenden darf, und versuchen Sie es erneut. Folien allein gehen auch ohne sie.',
    },
    microphoneRefused: {
      system:
        'Das Mikrofon ist nicht erlaubt: Die Studierenden würden nichts hören. Erlauben Sie es für „Rostrum Studio“ in den Systemeinstellungen, und versuchen Sie es erneut.',
      manager:
        'Das Mikrofon ist nicht erlaubt: Die Studierenden würden nichts hören. Wer diesen Computer verwaltet, hat es abgeschaltet. Fragen Sie dort nach.',
      unknown:
        'Das Mikrofon ist nicht erlaubt: Die Studierenden würden nichts hören. Sehen Sie in den Systemeinstellungen nach, ob „Rostrum Studio“ es verwenden darf, und versuchen Sie es erneut.',
    },
    openSettings: 'Systemeinstellungen öffnen',
    screenProblem: {
      refused:
        'Nichts wird geteilt. Falls Sie doch einen Bildschirm gewählt haben: Erlauben Sie die Bildschirmaufnahme in den Einstellungen Ihres Systems.',
      'none-found': 'Es gibt keinen Bildschirm, der sich teilen lässt.',
      'in-use':
        'Das System gibt keinen Bildschirm frei. Erlauben Sie die Bildschirmaufnahme in seinen Einstellungen, und versuchen Sie es erneut.',
      ended:
        'Der Bildschirm wird nicht mehr geteilt: Ihr Browser oder Ihr System hat es beendet, oder das geteilte Fenster wurde geschlossen.',
      failed: 'Der Bildschirm lässt sich nicht teilen. Versuchen Sie es erneut.',
    },
    second: {
      label: 'Zweites Mikrofon',
      add: 'Zweites Mikrofon hinzufügen',
      remove: 'Zweites Mikrofon entfernen',
      noOther: 'Schließen Sie noch ein Mikrofon an, dann können Sie es als zweites hinzufügen.',
      unplugged: 'Das zweite Mikrofon ist nicht angeschlossen. Schließen Sie es an, dann ist es wieder da.',
      taken: 'Das zweite Mikrofon ist gerade Ihr erstes und nur als solches zu hören.',
      stalled:
        'Das zweite Mikrofon liefert keinen Ton: Vielleicht hat ein anderes Programm oder ein Schalter am Gerät es stummgeschaltet.',
      refused:
        'Das zweite Mikrofon ist nicht erlaubt. Erlauben Sie es wie das erste, und versuchen Sie es erneut.',
      'in-use':
        'Ein anderes Programm verwendet das zweite Mikrofon. Schließen Sie es dort, und versuchen Sie es erneut.',
      failed:
        'Das zweite Mikrofon lässt sich nicht öffnen. Versuchen Sie es erneut, oder wählen Sie ein anderes.',
    },
    loudness: { silent: 'Stille', quiet: 'Leise', good: 'Gut', loud: 'Zu laut' },
    soundSuspended: 'Ihr Browser hält den Ton zurück, bis Sie klicken.',
    startSound: 'Ton starten',
  },

  air: {
    notRecorded:
      'Gerade wird nicht aufgezeichnet: Die Festplatte des Servers nimmt nichts mehr an. Die Studierenden sehen und hören Sie trotzdem. Sagen Sie es Ihrer Administration.',
    heading: 'Sendung',
    go: 'Auf Sendung gehen',
    going: 'Die Sendung wird gestartet…',
    cancel: 'Abbrechen',
    end: 'Sendung beenden',
    ready: 'Das Bild sehen nur Sie, bis Sie auf Sendung gehen.',
    encoder: 'Auf Sendung über einen Encoder',
    unseen: 'Gleich kommt das Bild bei den Studierenden an…',
    live: {
      heard: 'Die Studierenden sehen und hören Sie.',
      muted: 'Die Studierenden sehen Sie, hören aber nichts: Sie sind stumm.',
      elsewhere: 'Die Studierenden sehen Sie, hören Sie aber nicht: Sie sind in einem Gruppenraum.',
      none: 'Die Studierenden sehen das Bild, hören Sie aber nicht: Kein Mikrofon ist an.',
    },
    serverAway: 'Der Server antwortet noch nicht. Sobald er da ist, können Sie auf Sendung gehen.',
    notGettingThrough:
      'Der Server antwortet, aber Bild und Ton kommen nicht durch. Vielleicht sperrt eine Firewall seinen Medienport; es wird weiter versucht.',
    lost: 'Die Verbindung ist abgebrochen. Sobald sie wieder hält, sind Sie von selbst wieder auf Sendung.',
    signedOut:
      'Solange Sie abgemeldet sind, kommt nichts durch. Melden Sie sich erneut an, dann sind Sie wieder auf Sendung.',
    failed: (why) => `Nicht auf Sendung. ${why}`,
    confirmTitle: 'Sendung beenden?',
    confirmText: 'Das Programm endet für alle. Sie können später wieder auf Sendung gehen.',
    confirmEnd: 'Sendung beenden',
    confirmKeep: 'Auf Sendung bleiben',
    takeOverTitle: 'Vom Encoder übernehmen?',
    takeOverText: 'Die Studierenden sehen und hören dann dieses Studio; der Encoder wird getrennt.',
    takeOverKeep: 'Encoder auf Sendung lassen',
  },

  health: {
    heading: 'Wie es ankommt',
    bitrate: 'Gesendet',
    roundTrip: 'Umlauf',
    loss: 'Verloren',
    frames: 'Bilder',
    perSecond: (frames) => `${Math.round(frames)}/s`,
    ms: (ms) => `${Math.round(ms)} ms`,
    percent: (pct) => `${numberText(pct, pct < 10 ? 1 : 0)} %`,
    composing: 'Rechenzeit',
    each: (ms) => `je ${numberText(ms, 1)} ms`,
    unknown: '–',
    advice: {
      good: 'Gut',
      'nothing-sent': 'Es geht nichts hinaus',
      'slow-computer': 'Computer zu langsam: andere Programme schließen',
      lossy: 'Pakete gehen verloren: Kabel statt WLAN verwenden',
      'slow-network': 'Netz zu langsam: andere Uploads anhalten',
      'far-away': 'Der Server ist weit weg: mit mehr Verzögerung rechnen',
    },
  },
};
