import { expect, it } from 'vitest';
import { findPages } from './find-pages.ts';

const texts = new Map([
  [3, 'Light is a wave'],
  [1, 'What is a wave?'],
  [2, 'Schrödinger’s cat'],
]);

it.each([
  ['wave', [1, 3]],
  ['WAVE  light', [3]],
  ['schrodinger', [2]],
  ['quark', []],
  ['  ', []],
])('%j is found on %j', (asked, pages) => {
  expect(findPages(texts, asked)).toEqual(pages);
});
