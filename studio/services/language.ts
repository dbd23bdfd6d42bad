import { type Language, type LanguageChoice, languageFor } from '@rostrum/ui/language-choice';

// A shell serves one instructor, who reads one language at a time.
let current: Language = 'en';

/** `readers`: the languages of the system's user, the best first. Says whether it is another language than before. */
export function speak(choice: LanguageChoice, readers: readonly string[]): boolean {
  const before = current;
  current = languageFor(choice, readers);
  return current !== before;
}

/** Words in every language that is shipped; each call gives those of the moment. */
export function inLanguages<T extends object>(
  words: Readonly<Record<Language, NoInfer<T>>> & { en: T },
): () => T {
  return () => words[current];
}
