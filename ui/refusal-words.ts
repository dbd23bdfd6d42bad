import type { Refusal, RefusalCode } from '@rostrum/protocol/room';
import { languageNow } from './language.ts';
import type { Language } from './pure/language-choice.ts';
import { OwnRefusal } from './pure/own-refusal.ts';

type WordsByCode = Readonly<Partial<Record<RefusalCode, (refusal: Refusal) => string>>>;

/** The server says why in English, and exactly; in other languages its code says what kind of no it is. */
const german: WordsByCode = {
  'not-allowed': () => 'Das ist hier nicht erlaubt.',
  empty: () => 'Es steht nichts darin.',
  'too-long': () => 'Das ist zu lang oder zu groß. Kürzen Sie es.',
  malformed: () => 'Der Server hat das nicht verstanden. Laden Sie diese Seite neu.',
  'unknown-class': () => 'Diese Veranstaltung gibt es nicht mehr.',
  'unknown-code': () => 'Keine Veranstaltung hat diesen Code. Prüfen Sie ihn.',
  'bad-token': () =>
    'Ihre Anmeldung gilt hier nicht. Melden Sie sich neu an, oder bitten Sie um einen neuen Link.',
  'expired-token': () =>
    'Ihre Anmeldung ist abgelaufen. Melden Sie sich neu an, oder bitten Sie um einen neuen Link.',
  'no-media': () => 'Dieser Server nimmt weder Bild noch Ton an: Sein Medienteil läuft nicht.',
  'not-found': () => 'Das gibt es nicht, oder nicht mehr.',
  closed: () => 'Das ist bereits beendet.',
  'not-yet': () => 'Das geht jetzt noch nicht.',
  'too-many': () => 'Es sind schon so viele, wie es sein dürfen.',
  'too-fast': ({ retryAfterMs }) => {
    const when = retryAfterMs === undefined ? 'gleich' : `in ${Math.ceil(retryAfterMs / 1000)} s`;
    return `Das ging zu schnell hintereinander. Versuchen Sie es ${when} noch einmal.`;
  },
  muted: () => 'Das Lehrteam hat Sie in dieser Veranstaltung stummgeschaltet.',
  removed: () => 'Das Lehrteam hat Sie aus dieser Veranstaltung entfernt.',
  revoked: () => 'Ihr Zugang wurde zurückgezogen. Bitten Sie um einen neuen Link.',
  full: () => 'Hier ist kein Platz mehr.',
  taken: () => 'Das hat schon jemand anders. Wählen Sie etwas anderes.',
  'server-error': () => 'Der Server kann das gerade nicht. Versuchen Sie es gleich noch einmal.',
};

const byLanguage: Readonly<Record<Language, WordsByCode>> = { en: {}, de: german };

/** A refusal as the page shows it: in the page's language where it has a sentence for it, else as the server says it. */
export function refusalWords(refusal: Refusal): string {
  const say = byLanguage[languageNow()][refusal.code];
  return refusal instanceof OwnRefusal || !say ? refusal.text : say(refusal);
}
