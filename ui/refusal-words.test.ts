import { refuse } from '@rostrum/protocol/room';
import { afterEach, expect, test, vi } from 'vitest';
import { applyLanguage, inLanguages } from './language.ts';
import { OwnRefusal } from './pure/own-refusal.ts';
import { refusalWords } from './refusal-words.ts';

vi.stubGlobal('document', { documentElement: { lang: '' } });
vi.stubGlobal('navigator', { languages: ['en'] });

afterEach(() => applyLanguage('en'));

const muted = refuse('muted', 'Staff have muted you: you can’t draw now.');

test('in English the server’s own words are shown, which are more exact', () => {
  expect(refusalWords(muted)).toBe('Staff have muted you: you can’t draw now.');
});

test.each([
  [muted, 'Das Lehrteam hat Sie in dieser Veranstaltung stummgeschaltet.'],
  [
    refuse('too-fast', 'Slow mode: you can write again in 12 s.', 11_200),
    'Das ging zu schnell hintereinander. Versuchen Sie es in 12 s noch einmal.',
  ],
  [
    refuse('too-fast', 'That is a lot at once.'),
    'Das ging zu schnell hintereinander. Versuchen Sie es gleich noch einmal.',
  ],
])('in German %o has words by its code', (refusal, words) => {
  applyLanguage('de');
  expect(refusalWords(refusal)).toBe(words);
});

test('what has no words in a language is shown as the server says it', () => {
  applyLanguage('de');
  const newer = { code: 'of-a-newer-server', text: 'Something new.' } as unknown as typeof muted;
  expect(refusalWords(newer)).toBe('Something new.');
});

test('what the page says itself is in its language by itself, also after a change', () => {
  const words = inLanguages({ en: { why: 'Another studio took over.' }, de: { why: 'Übernommen.' } });
  const own = new OwnRefusal('not-allowed', () => words.why);
  expect(refusalWords(own)).toBe('Another studio took over.');
  applyLanguage('de');
  expect(refusalWords(own)).toBe('Übernommen.');
});
