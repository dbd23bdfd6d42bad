import { expect, it } from 'vitest';
import {
  expand,
  expandAll,
  readAbbreviations,
  withAbbreviation,
  withoutAbbreviation,
} from './abbreviations.ts';

const table = { vct: 'vector', mtx: 'matrix', ä: 'ähnlich' };

it.each([
  ['a vct ', 'a vector '],
  ['a vct', 'a vct'],
  ['A mtx, ', 'A matrix, '],
  ['Vct ', 'Vector '],
  ['(vct) ', '(vector) '],
  ['ä ', 'ähnlich '],
  ['vcts ', 'vcts '],
  ['a vct of ', 'a vct of '],
  ['constructor ', 'constructor '],
  ['', ''],
])('‘%s’ becomes ‘%s’', (draft, full) => {
  expect(expand(draft, table)).toBe(full);
});

it('the last word of a line is over at its end', () => {
  expect(expandAll('This is a vct', table)).toBe('This is a vector');
  expect(expandAll('This is a vct.', table)).toBe('This is a vector.');
});

it('short forms come and go, and nonsense is none', () => {
  expect(withAbbreviation({}, ' EV ', ' eigenvalue ')).toEqual({ ev: 'eigenvalue' });
  expect(withAbbreviation({}, 'e v', 'eigenvalue')).toBeUndefined();
  expect(withAbbreviation({}, 'ev', '  ')).toBeUndefined();
  expect(withoutAbbreviation(table, 'vct')).toEqual({ mtx: 'matrix', ä: 'ähnlich' });
});

it('what was kept is read again, and anything else is nothing', () => {
  expect(readAbbreviations(JSON.stringify(table))).toEqual(table);
  for (const kept of [undefined, '', '[', '7', '{"a":1}']) expect(readAbbreviations(kept)).toEqual({});
});
