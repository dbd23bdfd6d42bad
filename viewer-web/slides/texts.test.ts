import { applyLanguage } from '@rostrum/ui/language';
import { expect, test, vi } from 'vitest';
import { copyOf, untranslated } from '../../ui/test-untranslated.ts';
import { texts } from './texts.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: [] });

test('what is said of slides in German is not what is said in English', () => {
  applyLanguage('en');
  const english = copyOf(texts);
  applyLanguage('de');
  expect(untranslated(english, texts)).toEqual([]);
});
