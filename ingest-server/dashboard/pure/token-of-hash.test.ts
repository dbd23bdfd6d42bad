import { expect, it } from 'vitest';
import { tokenOfHash } from './token-of-hash.ts';

it.each([
  ['#token=abc.def-ghi_jkl', 'abc.def-ghi_jkl'],
  ['#other=1&token=abc', 'abc'],
  ['#token=', undefined],
  ['#main', undefined],
  ['', undefined],
])('finds the token in "%s"', (hash, token) => {
  expect(tokenOfHash(hash)).toBe(token);
});
