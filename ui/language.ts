import { createSubscriber } from 'svelte/reactivity';
import {
  type Language,
  type LanguageChoice,
  directionOf,
  languageFor,
  localeFor,
} from './pure/language-choice.ts';

let current: Language = 'en';
/** None was chosen on this page: dates and numbers are the browser's own business. */
let locale: string | undefined;
const told = new Set<() => void>();
const subscribe = createSubscriber((update) => {
  told.add(update);
  return () => told.delete(update);
});

/** The language that the page speaks now; whoever reads it in a template follows it. */
export function languageNow(): Language {
  subscribe();
  return current;
}

/** How dates and numbers are written now. */
export function localeNow(): string | undefined {
  subscribe();
  return locale;
}

/** With exactly so many digits behind the point, or the comma. */
export function numberText(value: number, digits: number): string {
  return value.toLocaleString(localeNow(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Takes effect at once, in whatever is on the page: nobody reloads in the middle of a lecture. */
export function applyLanguage(choice: LanguageChoice): void {
  current = languageFor(choice, navigator.languages);
  locale = localeFor(current, navigator.languages);
  document.documentElement.lang = current;
  document.documentElement.dir = directionOf(current);
  for (const update of told) update();
}

/**
 * Words in every language that is shipped, read as if there were one: each look gives the language of the moment.
 * Keep the object, or an object in it, never a string of it: a string stays what it was.
 */
export function inLanguages<T extends object>(words: Readonly<Record<Language, NoInfer<T>>> & { en: T }): T {
  return following(words.en, () => words[languageNow()]);
}

function following<T extends object>(shape: T, read: () => T): T {
  const inner = new Map<PropertyKey, object>();
  return new Proxy(shape, {
    get(_shape, key) {
      const value: unknown = Reflect.get(read(), key);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      let known = inner.get(key);
      if (!known) inner.set(key, (known = following(value, () => Reflect.get(read(), key) as object)));
      return known;
    },
  });
}
