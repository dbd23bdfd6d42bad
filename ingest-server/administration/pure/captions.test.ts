import { expect, it } from 'vitest';
import { captionsOf, captionsText } from './captions.ts';

it.each([
  [undefined, { is: 'server' }],
  ['off', { is: 'off' }],
  ['pt-BR', { is: 'language', language: 'pt-BR' }],
] as const)('%s in a row is read and written', (column, captions) => {
  expect(captionsOf(column)).toEqual(captions);
  expect(captionsText(captions)).toBe(column ?? null);
});
