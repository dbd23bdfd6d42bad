import { applyLanguage } from '@rostrum/ui/language';
import { expect, test, vi } from 'vitest';
import { copyOf, untranslated } from '../../ui/test-untranslated.ts';
import { chapterTexts } from './chapter-words.ts';
import { firstTexts } from './first-texts.ts';
import { laterTexts } from './later-texts.ts';
import { texts } from './texts.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: [] });

test('what is said of watching in German is not what is said in English', () => {
  applyLanguage('en');
  const all = [firstTexts, texts, laterTexts, chapterTexts];
  const english = all.map((each) => copyOf(each));
  applyLanguage('de');
  expect(all.flatMap((each, i) => untranslated(english[i] ?? {}, each))).toEqual([]);
});

test.each([
  [3, '3 seconds ago', 'vor 3 Sekunden'],
  [61, '1 minute 1 second ago', 'vor 1 Minute 1 Sekunde'],
  [120, '2 minutes ago', 'vor 2 Minuten'],
  [725, '12 minutes ago', 'vor 12 Minuten'],
  [3_600, '1 hour ago', 'vor 1 Stunde'],
  [3_900, '1 hour 5 minutes ago', 'vor 1 Stunde 5 Minuten'],
  [0, '0 seconds ago', 'vor 0 Sekunden'],
])('%d s ago is said in words', (seconds, english, german) => {
  applyLanguage('en');
  expect(laterTexts.bar.ago(seconds)).toBe(english);
  applyLanguage('de');
  expect(laterTexts.bar.ago(seconds)).toBe(german);
});
