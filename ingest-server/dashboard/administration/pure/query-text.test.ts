import { expect, it } from 'vitest';
import { queryText } from './query-text.ts';

it('writes what is known, and nothing of what is not', () => {
  expect(queryText({ find: 'a b&c', page: 0, role: undefined })).toBe('find=a+b%26c&page=0');
  expect(queryText({})).toBe('');
});
