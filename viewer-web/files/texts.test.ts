import { applyLanguage } from '@rostrum/ui/language';
import { expect, test, vi } from 'vitest';
import { copyOf, untranslated } from '../../ui/test-untranslated.ts';
import { sizeText } from './size-text.ts';
import { texts } from './texts.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: ['en'] });

test('what is said of files in German is not what is said in English', () => {
  applyLanguage('en');
  const english = copyOf(texts);
  applyLanguage('de');
  expect(untranslated(english, texts)).toEqual([]);
});

test.each([
  [1, '1 kB', '1 kB'],
  [1_500, '2 kB', '2 kB'],
  [999_499, '999 kB', '999 kB'],
  [999_500, '1.0 MB', '1,0 MB'],
  [52_428_800, '52.4 MB', '52,4 MB'],
])('%i bytes are said as %s, in German as %s', (bytes, english, german) => {
  applyLanguage('en');
  expect(sizeText(bytes)).toBe(english);
  applyLanguage('de');
  expect(sizeText(bytes)).toBe(german);
});
