import type { CaptionsState } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { captionChoices, isToBeRead } from './caption-choices.ts';

const english = { language: 'en', label: 'English' };
const german = { language: 'de', label: 'Deutsch' };
const unsaid: CaptionsState = { is: 'unsaid' };
const off: CaptionsState = { is: 'off' };
const inEnglish: CaptionsState = { is: 'on', language: 'en' };
const inGerman: CaptionsState = { is: 'on', language: 'de' };

it.each([
  ['what the player has, while the class is not known', [english], undefined, [english]],
  ['what the player has, where the server writes them by itself', [english], unsaid, [english]],
  ['what was said so far, once they are off', [english], off, [english]],
  ['nothing where there is nothing', [], unsaid, []],
  ['the language of the class', [english], inEnglish, [english]],
  ['none of a language that the class had before', [english, german], inGerman, [german]],
  ['one that the player does not know yet', [english], inGerman, [german]],
] as const)('what can be read along is %s', (_what, tracks, captions, choices) => {
  expect(captionChoices(tracks, captions)).toEqual(choices);
});

it.each([
  ['nothing is known of the class', [], undefined, undefined, false],
  ['they were chosen before the player was made', [english], undefined, inEnglish, false],
  ['they were so all along', [english], inEnglish, inEnglish, false],
  ['they were turned off', [english], inEnglish, off, false],
  ['they were turned on', [], unsaid, inEnglish, true],
  [
    'they were turned on before anything was known of the class, and after the player was made',
    [],
    inEnglish,
    inEnglish,
    true,
  ],
  ['they were turned on again', [english], off, inEnglish, true],
  ['another language was chosen', [english], inEnglish, inGerman, true],
  ['one was chosen again that the class had before', [english, german], inGerman, inEnglish, true],
] as const)('where %s', (_what, tracks, read, now, isSo) => {
  expect(isToBeRead(tracks, read, now)).toBe(isSo);
});
