import { inLanguages } from '@rostrum/ui/language';
import type { CaptionContrast, CaptionSize } from './pure/preferences.ts';
import type { ShortcutAction } from './pure/shortcuts.ts';

const sizes: Record<CaptionSize, string> = { small: 'Small', normal: 'Normal', large: 'Large' };
const germanSizes: Record<CaptionSize, string> = { small: 'Klein', normal: 'Mittel', large: 'Groß' };

const contrasts: Record<CaptionContrast, string> = {
  picture: 'On the picture',
  black: 'On black',
  yellow: 'Yellow on black',
};
const germanContrasts: Record<CaptionContrast, string> = {
  picture: 'Auf dem Bild',
  black: 'Auf Schwarz',
  yellow: 'Gelb auf Schwarz',
};

const shortcuts: Record<ShortcutAction, string> = {
  play: 'Play or pause',
  back: '10 seconds back',
  forward: '10 seconds forward',
  live: 'Go to live',
  sound: 'Sound off or on',
  louder: 'Louder',
  quieter: 'Quieter',
  captions: 'Captions on or off',
  fullscreen: 'Full screen',
  'picture-in-picture': 'Picture in a small window',
  help: 'This list',
};
const germanShortcuts: Record<ShortcutAction, string> = {
  play: 'Abspielen oder anhalten',
  back: '10 Sekunden zurück',
  forward: '10 Sekunden vor',
  live: 'Zum Live-Bild',
  sound: 'Ton aus oder an',
  louder: 'Lauter',
  quieter: 'Leiser',
  captions: 'Untertitel an oder aus',
  fullscreen: 'Ganzer Bildschirm',
  'picture-in-picture': 'Bild im kleinen Fenster',
  help: 'Diese Liste',
};

/** The two largest parts of a time: `1 hour 5 minutes`. */
function lengthText(seconds: number, words: readonly [string, string][]): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const first = Math.max(
    0,
    Math.min(
      2,
      parts.findIndex((part) => part > 0),
    ),
  );
  // A second more or less is no news after ten minutes.
  const shown = whole >= 600 ? parts.slice(0, 2) : parts;
  const said = shown.flatMap((part, i) => {
    const [one, many] = words[i] ?? ['', ''];
    return i < first || part === 0 ? [] : `${part} ${part === 1 ? one : many}`;
  });
  return said.slice(0, 2).join(' ') || `0 ${words[2]?.[1] ?? ''}`;
}

const lengths = (seconds: number) =>
  lengthText(seconds, [
    ['hour', 'hours'],
    ['minute', 'minutes'],
    ['second', 'seconds'],
  ]);
const germanLengths = (seconds: number) =>
  lengthText(seconds, [
    ['Stunde', 'Stunden'],
    ['Minute', 'Minuten'],
    ['Sekunde', 'Sekunden'],
  ]);

/** The words of what comes once there is a picture. */
export const laterTexts = inLanguages({
  en: {
    close: 'Close',
    slate: 'The instructor is reconnecting… The lecture goes on here by itself.',
    spared:
      'Your connection is too weak for the picture: you hear the sound alone. The picture comes back by itself.',
    bar: {
      label: 'Place in the lecture',
      now: 'Live',
      ago: (seconds: number) => `${lengths(seconds)} ago`,
    },
    menu: {
      open: 'Settings',
      quality: 'Picture',
      auto: (height: number | undefined) =>
        height === undefined ? 'Automatic' : `Automatic (now ${height}p)`,
      sound: 'Sound only, saves data',
      captions: 'Captions',
      captionsOff: 'Off',
      unnamed: (number: number) => `Captions ${number}`,
      size: 'Size of the captions',
      sizes,
      contrast: 'Colours of the captions',
      contrasts,
      smallWindow: 'Small window',
      help: 'Keyboard shortcuts',
    },
    captionsOn: 'Turn captions on',
    captionsOff: 'Turn captions off',
    help: {
      heading: 'Keyboard shortcuts',
      or: 'or',
      space: 'Space',
      letters: 'Letters are shortcuts',
      lettersText: 'Turn this off if you speak to your computer, or press letters by accident.',
      shortcuts,
    },
  },
  de: {
    close: 'Schließen',
    slate: 'Die Lehrperson wird wieder verbunden… Es geht hier von selbst weiter.',
    spared:
      'Ihre Verbindung ist zu schwach für das Bild: Sie hören nur den Ton. Das Bild kommt von selbst zurück.',
    bar: {
      label: 'Stelle in der Veranstaltung',
      now: 'Live-Bild',
      ago: (seconds) => `vor ${germanLengths(seconds)}`,
    },
    menu: {
      open: 'Einstellungen',
      quality: 'Bild',
      auto: (height) => (height === undefined ? 'Automatisch' : `Automatisch (jetzt ${height}p)`),
      sound: 'Nur Ton, spart Daten',
      captions: 'Untertitel',
      captionsOff: 'Aus',
      unnamed: (number) => `Untertitel ${number}`,
      size: 'Größe der Untertitel',
      sizes: germanSizes,
      contrast: 'Farben der Untertitel',
      contrasts: germanContrasts,
      smallWindow: 'Kleines Fenster',
      help: 'Tastenkürzel',
    },
    captionsOn: 'Untertitel einschalten',
    captionsOff: 'Untertitel ausschalten',
    help: {
      heading: 'Tastenkürzel',
      or: 'oder',
      space: 'Leertaste',
      letters: 'Buchstaben sind Tastenkürzel',
      lettersText:
        'Schalten Sie das aus, wenn Sie zu Ihrem Computer sprechen oder versehentlich Buchstaben drücken.',
      shortcuts: germanShortcuts,
    },
  },
});
