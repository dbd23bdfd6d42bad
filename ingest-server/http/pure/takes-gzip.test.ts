import { expect, it } from 'vitest';
import { takesGzip } from './takes-gzip.ts';

it.each([
  [undefined, false],
  ['', false],
  ['br', false],
  ['gzip, deflate, br', true],
  ['br;q=1, gzip;q=0.5', true],
  ['gzip;q=0', false],
  ['*', true],
])('with %j: %j', (header, takes) => {
  expect(takesGzip(header)).toBe(takes);
});
