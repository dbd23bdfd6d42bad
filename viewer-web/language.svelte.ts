import { type LanguageChoice, applyLanguage, readStored, writeStored } from '@rostrum/ui';
import { LANGUAGES } from '@rostrum/ui/language-choice';

const KEY = 'rostrum.language';

// The page's own word on it: a browser that keeps nothing still shows what was chosen.
let chosen: LanguageChoice = $state('system');

export function languageChoice(): LanguageChoice {
  return chosen;
}

/** Called before the page is mounted, so that nobody sees it in another language first. */
export function applyKeptLanguage(): void {
  const kept = readStored('local', KEY);
  chosen = LANGUAGES.find((language) => language === kept) ?? 'system';
  applyLanguage(chosen);
}

export function chooseLanguage(choice: LanguageChoice): void {
  chosen = choice;
  writeStored('local', KEY, choice);
  applyLanguage(choice);
}
