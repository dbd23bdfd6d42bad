import { inLanguages } from '@rostrum/ui/language';
import type { OwnDeviceProblem } from './own-devices.ts';

/** What is said on the stage and in breakout rooms alike when there is no picture of a camera, and the voice goes on. */
export const cameraTexts = inLanguages({
  en: {
    lacking:
      'Your camera gives no picture. See that it is plugged in and that this page may use it, then turn it on again.',
  },
  de: {
    lacking:
      'Von Ihrer Kamera kommt kein Bild. Prüfen Sie, ob sie angeschlossen ist und diese Seite sie benutzen darf, und schalten Sie sie noch einmal ein.',
  },
});

/** Why there is no microphone, and what helps. */
export const deviceTexts = inLanguages({
  en: {
    refused:
      'Your browser doesn’t let this page use your microphone. Allow it beside the address, then try again.',
    'none-found': 'No microphone was found. Plug one in, then try again.',
    'in-use': 'Another program is using your microphone or camera. Close it, then try again.',
    insecure: 'Browsers give camera and microphone only to pages that came over HTTPS.',
    ended: 'Your microphone was unplugged or taken away. Plug it in, then try again.',
    failed: 'Your microphone could not be opened. Try again, or start the browser anew.',
  } satisfies Record<OwnDeviceProblem, string>,
  de: {
    refused:
      'Ihr Browser lässt diese Seite Ihr Mikrofon nicht benutzen. Erlauben Sie es neben der Adresse, und versuchen Sie es noch einmal.',
    'none-found':
      'Es wurde kein Mikrofon gefunden. Schließen Sie eines an, und versuchen Sie es noch einmal.',
    'in-use':
      'Ein anderes Programm benutzt Ihr Mikrofon oder Ihre Kamera. Schließen Sie es, und versuchen Sie es noch einmal.',
    insecure: 'Browser geben Kamera und Mikrofon nur Seiten, die über HTTPS kommen.',
    ended:
      'Ihr Mikrofon wurde abgezogen oder entzogen. Schließen Sie es wieder an, und versuchen Sie es noch einmal.',
    failed:
      'Ihr Mikrofon ließ sich nicht öffnen. Versuchen Sie es noch einmal, oder starten Sie den Browser neu.',
  },
});
