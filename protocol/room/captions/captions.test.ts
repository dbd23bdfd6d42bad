import { expect, it } from 'vitest';
import * as v from 'valibot';
import { type Event, captionLanguageSchema } from '../index.ts';
import { after, id } from '../test-log.ts';

const chosen = (language?: string): Event => ({
  ...{ type: 'captions.chosen', personId: id('prof') },
  ...(language === undefined ? {} : { language }),
});

it('a class has captions in the language that was chosen last, or none', () => {
  expect(after().captions).toEqual({ is: 'unsaid' });
  expect(after(chosen('en'), chosen('de')).captions).toEqual({ is: 'on', language: 'de' });
  expect(after(chosen('en'), chosen()).captions).toEqual({ is: 'off' });
});

it('what was said leaves the live state as it is', () => {
  const said: Event = {
    ...{ type: 'captions.said', lineId: id('l1'), text: 'Good morning.', language: 'en', from: 1, until: 2 },
  };
  const corrected: Event = { type: 'captions.corrected', lineId: id('l1'), text: 'Good evening.' };
  expect(after(chosen('en'), said, corrected).captions).toEqual({ is: 'on', language: 'en' });
});

it.each(['de', 'pt-BR', 'zh-Hant-TW', 'gsw'])('%s is a language', (language) => {
  expect(v.is(captionLanguageSchema, language)).toBe(true);
});

it.each(['', 'German', 'de_AT', 'd', 'de"', 'de,', 'de-12'])('“%s” is none', (language) => {
  expect(v.is(captionLanguageSchema, language)).toBe(false);
});
