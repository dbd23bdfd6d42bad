export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];
export type LanguageChoice = 'system' | Language;

/** Which way each is read: whoever adds one says it. */
const DIRECTIONS: Readonly<Record<Language, 'ltr' | 'rtl'>> = { en: 'ltr', de: 'ltr' };

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return DIRECTIONS[language];
}

/** The first language of the reader's that is shipped; English for everyone else. */
export function languageFor(choice: LanguageChoice, readers: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of readers) {
    const shipped = LANGUAGES.find((language) => isOf(language, tag));
    if (shipped) return shipped;
  }
  return 'en';
}

/** The reader's own kind of the language, such as British English: it decides how dates and numbers are written. */
export function localeFor(language: Language, readers: readonly string[]): string {
  return readers.find((tag) => isOf(language, tag)) ?? language;
}

function isOf(language: Language, tag: string): boolean {
  return tag.toLowerCase().split('-')[0] === language;
}
