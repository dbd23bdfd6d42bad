import { expect, test } from 'vitest';
import { LANGUAGES, directionOf, languageFor, localeFor } from './language-choice.ts';

test.each([
  ['system', ['de-AT', 'en'], 'de'],
  ['system', ['en-GB', 'de'], 'en'],
  ['system', ['fr-CH', 'de-CH'], 'de'],
  ['system', ['fr'], 'en'],
  ['system', ['DE'], 'de'],
  ['system', [], 'en'],
  ['en', ['de'], 'en'],
  ['de', ['en'], 'de'],
] as const)('a choice of %s by a reader of %j is %s', (choice, readers, language) => {
  expect(languageFor(choice, readers)).toBe(language);
});

test('both languages are read from left to right', () => {
  expect(LANGUAGES.map(directionOf)).toEqual(['ltr', 'ltr']);
});

test.each([
  ['de', ['en-GB', 'de-AT', 'de'], 'de-AT'],
  ['en', ['en-GB', 'de-AT'], 'en-GB'],
  ['de', ['en-GB'], 'de'],
  ['en', ['den', 'de'], 'en'],
] as const)(
  'dates and numbers in %s for a reader of %j are written as in %s',
  (language, readers, locale) => {
    expect(localeFor(language, readers)).toBe(locale);
  },
);
