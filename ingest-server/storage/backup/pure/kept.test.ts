import { expect, it } from 'vitest';
import { isKept } from './kept.ts';

it.each([
  ['secret.key', true],
  ['db', true],
  ['db/base/1/1259', true],
  ['blobs/media/c1/s1/720p/4.m4s', true],
  ['spool/00/1', true],
  ['studio/settings.json', true],
  ['server.lock', false],
  ['server.lock.12-ab', false],
  ['work', false],
  ['browser', false],
  ['db.unfinished', false],
  ['blobs/.writing', false],
  ['.writing-00ff', false],
])('of a data folder %s is kept: %s', (path, kept) => {
  expect(isKept(path, { withDatabase: true })).toBe(kept);
});

it('a database that is elsewhere is backed up there', () => {
  expect(isKept('db', { withDatabase: false })).toBe(false);
  expect(isKept('secret.key', { withDatabase: false })).toBe(true);
});
