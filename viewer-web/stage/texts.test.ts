import { applyLanguage } from '@rostrum/ui/language';
import { expect, test, vi } from 'vitest';
import { copyOf, untranslated } from '../../ui/test-untranslated.ts';
import { cameraTexts, deviceTexts } from './device-texts.ts';
import { texts } from './texts.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: [] });

test.each([
  ['of the stage', texts],
  ['of a device that gives nothing', deviceTexts],
  ['of a camera without a picture', cameraTexts],
])('what is said %s in German is not what is said in English', (_what, words: object) => {
  applyLanguage('en');
  const english = copyOf(words);
  applyLanguage('de');
  expect(untranslated(english, words)).toEqual([]);
});
