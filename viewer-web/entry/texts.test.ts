import { applyLanguage } from '@rostrum/ui/language';
import { expect, test, vi } from 'vitest';
import { copyOf, untranslated } from '../../ui/test-untranslated.ts';
import { laterTexts } from './later-texts.ts';
import { texts } from './texts.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: [] });

test.each([
  ['at the door', texts],
  ['where somebody takes their time there', laterTexts],
])('what is said %s in German is not what is said in English', (_where, words) => {
  applyLanguage('en');
  const english = copyOf(words);
  applyLanguage('de');
  expect(untranslated(english, words)).toEqual([]);
});
