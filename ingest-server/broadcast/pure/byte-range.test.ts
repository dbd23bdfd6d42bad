import { expect, it } from 'vitest';
import { askedRange, cutPieces } from './byte-range.ts';

it.each([
  [undefined, 'whole'],
  ['bytes=0-3', { start: 0, end: 3 }],
  ['bytes=4-', { start: 4, end: 9 }],
  ['bytes=4-99', { start: 4, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-99', { start: 0, end: 9 }],
  ['bytes=9-9', { start: 9, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-4', 'whole'],
  ['bytes=0-1,4-5', 'whole'],
  ['bytes=-', 'whole'],
  ['lines=0-3', 'whole'],
  ['bytes=a-b', 'whole'],
])('HLS-43 of ten bytes, %j asks for %j', (header, range) => {
  expect(askedRange(header, 10)).toEqual(range);
});

it('HLS-43 cuts what comes in pieces', () => {
  const pieces = ['abc', 'def', 'ghij'].map((text) => Buffer.from(text));
  const cut = (start: number, end: number) => Buffer.concat(cutPieces(pieces, { start, end })).toString();
  expect([cut(0, 9), cut(2, 3), cut(3, 5), cut(9, 9)]).toEqual(['abcdefghij', 'cd', 'def', 'j']);
});
