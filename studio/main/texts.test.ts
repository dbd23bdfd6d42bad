import { afterEach, expect, test } from 'vitest';
import { untranslated } from '../../ui/test-untranslated.ts';
import { texts as shellTexts } from './texts.ts';
import { speak } from '../services/language.ts';
import { texts as recordingTexts } from '../services/recordings/texts.ts';
import { texts } from '../services/texts.ts';

afterEach(() => void speak('en', []));

test.each([
  ['the services', texts, []],
  ['the recordings', recordingTexts, []],
  ['the desktop shell', shellTexts, ['title']],
] as const)('what %s say in German is not what they say in English, but for names', (_, words, same) => {
  speak('en', []);
  const english = words();
  speak('de', []);
  expect(untranslated(english, words())).toEqual(same);
});
