import { afterEach, expect, test, vi } from 'vitest';
import { applyLanguage, inLanguages, languageNow, localeNow, numberText } from './language.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: ['de-DE'] });

afterEach(() => applyLanguage('en'));

const words = inLanguages({
  en: {
    hello: 'Hello',
    people: (count: number) => `${count} people`,
    inner: { save: 'Save', days: ['Mon'] },
  },
  de: {
    hello: 'Hallo',
    people: (count: number) => `${count} Leute`,
    inner: { save: 'Sichern', days: ['Mo'] },
  },
});

test('words are those of the language of the moment, at every depth', () => {
  const { inner } = words;
  expect([words.hello, words.people(3), inner.save, inner.days]).toEqual([
    'Hello',
    '3 people',
    'Save',
    ['Mon'],
  ]);
  applyLanguage('de');
  expect([words.hello, words.people(3), inner.save, inner.days]).toEqual([
    'Hallo',
    '3 Leute',
    'Sichern',
    ['Mo'],
  ]);
});

test('the page says which language it is in, for whoever reads it aloud', () => {
  applyLanguage('system');
  expect(languageNow()).toBe('de');
  expect(document.documentElement.lang).toBe('de');
});

test('an object in the words is the same object at every look, so that nothing is made anew for it', () => {
  expect(words.inner).toBe(words.inner);
});

test('dates and numbers are written as in the reader’s own kind of the language', () => {
  applyLanguage('de');
  expect([localeNow(), numberText(2.14, 1)]).toEqual(['de-DE', '2,1']);
  applyLanguage('en');
  expect([localeNow(), numberText(2, 1)]).toEqual(['en', '2.0']);
});
