import { inLanguages } from '@rostrum/ui/language';

/** What is said of an encoder that sends in the studio's place. */
export const texts = inLanguages({
  en: {
    heading: 'Teaching from OBS',
    text: 'OBS, or any encoder that speaks WHIP, can send this class’s picture and sound in place of the studio. It needs the address below and a key of yours.',
    loading: 'The server is asked…',
    again: 'Try again',
    address: 'WHIP address',
    addressHint: 'In OBS: Settings, Stream, service WHIP, field “Server”.',
    key: 'Key',
    keyHint:
      'In OBS: field “Bearer Token”. It is shown this once, so copy it now. Whoever has it can go on air in this class.',
    copy: 'Copy',
    copyOf: (what: string) => `Copy: ${what}`,
    copied: 'Copied.',
    copyByHand: 'The browser doesn’t allow it. It is selected now: copy it with Ctrl + C.',
    without: 'You have no key for this class.',
    has: (day: string) => `You have a key, good until ${day}. It was shown when it was made.`,
    until: (day: string) => `Good until ${day}.`,
    make: 'Make a key',
    makeNew: 'Make a new key',
    makeNewSure: 'The key you have ends at once: an encoder that sends by it is cut off.',
    takeBack: 'Take the key back',
    takeBackSure:
      'It ends at once: an encoder that sends by it is cut off, and students see a still picture until somebody goes on air.',
    takenBack: 'The key is taken back: no encoder can send by it any more.',
    cancel: 'Cancel',
    notDone: (why: string) => `Not done. ${why}`,
  },
  de: {
    heading: 'Mit OBS unterrichten',
    text: 'OBS oder ein anderer Encoder, der WHIP spricht, kann Bild und Ton dieser Veranstaltung anstelle des Studios senden. Er braucht die Adresse hier und einen Schlüssel von Ihnen.',
    loading: 'Der Server wird gefragt…',
    again: 'Erneut versuchen',
    address: 'WHIP-Adresse',
    addressHint: 'In OBS: Einstellungen, Stream, Dienst WHIP, Feld „Server“.',
    key: 'Schlüssel',
    keyHint:
      'In OBS: Feld „Bearer-Token“. Er wird nur dieses eine Mal gezeigt, kopieren Sie ihn also jetzt. Wer ihn hat, kann in dieser Veranstaltung auf Sendung gehen.',
    copy: 'Kopieren',
    copyOf: (what) => `Kopieren: ${what}`,
    copied: 'Kopiert.',
    copyByHand: 'Der Browser erlaubt es nicht. Der Text ist nun ausgewählt: Kopieren Sie ihn mit Strg + C.',
    without: 'Sie haben keinen Schlüssel für diese Veranstaltung.',
    has: (day) => `Sie haben einen Schlüssel, gültig bis ${day}. Gezeigt wurde er, als er gemacht wurde.`,
    until: (day) => `Gültig bis ${day}.`,
    make: 'Schlüssel machen',
    makeNew: 'Neuen Schlüssel machen',
    makeNewSure: 'Der bisherige Schlüssel endet sofort: Ein Encoder, der mit ihm sendet, wird getrennt.',
    takeBack: 'Schlüssel zurücknehmen',
    takeBackSure:
      'Er endet sofort: Ein Encoder, der mit ihm sendet, wird getrennt, und die Studierenden sehen ein Standbild, bis jemand auf Sendung geht.',
    takenBack: 'Der Schlüssel ist zurückgenommen: Kein Encoder kann mehr mit ihm senden.',
    cancel: 'Abbrechen',
    notDone: (why) => `Nicht ausgeführt. ${why}`,
  },
});
