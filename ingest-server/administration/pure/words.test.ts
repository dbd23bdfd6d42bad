import { expect, it } from 'vitest';
import { hasWords, likePattern, wordsOf } from './words.ts';

it('takes what was typed word by word, and not endlessly many', () => {
  expect(wordsOf('  Ada \n Lovelace ')).toEqual(['Ada', 'Lovelace']);
  expect(wordsOf('')).toEqual([]);
  expect(wordsOf('x '.repeat(100))).toHaveLength(8);
});

it.each([
  ['ada', '%ada%'],
  ['100%', '%100\\%%'],
  ['a_b', '%a\\_b%'],
  ['a\\b', '%a\\\\b%'],
])('looks for %s as it stands', (word, pattern) => {
  expect(likePattern(word)).toBe(pattern);
});

it('finds all words in any order, without accents and capitals', () => {
  expect(hasWords('Théorie des champs · PHY2', ['theorie', 'phy'])).toBe(true);
  expect(hasWords('Théorie des champs', ['champs', 'ondes'])).toBe(false);
  expect(hasWords('anything', [])).toBe(true);
});
