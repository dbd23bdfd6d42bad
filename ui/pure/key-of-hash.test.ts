import { expect, it } from 'vitest';
import { keyOfHash } from './key-of-hash.ts';

it.each([
  ['#key=abc-def_123', 'abc-def_123'],
  ['#other=1&key=abc', 'abc'],
  ['#key=', undefined],
  ['#main', undefined],
  ['', undefined],
])('finds the key in "%s"', (hash, key) => {
  expect(keyOfHash(hash)).toBe(key);
});
