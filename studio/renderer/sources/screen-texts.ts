import { inLanguages } from '@rostrum/ui/language';

/** Every word of the choice of a screen. */
export const texts = inLanguages({
  en: {
    title: 'What do you want to share?',
    screens: 'Screens',
    windows: 'Windows',
    looking: 'Looking for screens and windows…',
    none: 'There is no screen or window to share. Open what you want to show, then look again.',
    again: 'Look again',
    withSound: 'With the sound of this computer',
    share: 'Share',
    cancel: 'Cancel',
    gone: 'This window was closed meanwhile. Choose another one.',
    failed: 'The screens can’t be listed just now. Look again.',
    notAllowed: {
      denied:
        'macOS doesn’t let the studio see the screen. Open the system’s settings, switch “Rostrum Studio” on under “Screen & System Audio Recording”, then start the studio again: macOS asks for that.',
      restricted:
        'This computer is managed by somebody who has switched off sharing the screen. Ask them, or show your slides as a PDF instead.',
    },
    openSettings: 'Open the system’s settings',
  },
  de: {
    title: 'Was möchten Sie teilen?',
    screens: 'Bildschirme',
    windows: 'Fenster',
    looking: 'Bildschirme und Fenster werden gesucht…',
    none: 'Es gibt keinen Bildschirm und kein Fenster zum Teilen. Öffnen Sie, was Sie zeigen möchten, und suchen Sie erneut.',
    again: 'Erneut suchen',
    withSound: 'Mit dem Ton dieses Computers',
    share: 'Teilen',
    cancel: 'Abbrechen',
    gone: 'Dieses Fenster wurde inzwischen geschlossen. Wählen Sie ein anderes.',
    failed: 'Die Bildschirme lassen sich gerade nicht auflisten. Suchen Sie erneut.',
    notAllowed: {
      denied:
        'macOS lässt das Studio den Bildschirm nicht sehen. Öffnen Sie die Systemeinstellungen, erlauben Sie „Rostrum Studio“ unter „Datenschutz & Sicherheit“ die Bildschirmaufnahme, und starten Sie das Studio neu: macOS verlangt das.',
      restricted:
        'Dieser Computer wird von jemandem verwaltet, der das Teilen des Bildschirms abgeschaltet hat. Fragen Sie dort nach, oder zeigen Sie Ihre Folien als PDF.',
    },
    openSettings: 'Systemeinstellungen öffnen',
  },
});
