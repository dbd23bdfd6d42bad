import { expect, it } from 'vitest';
import { addressWithoutSecrets, censored, secretPaths } from './secrets.ts';

it.each([
  ['/live/c1/~eyJ.sig/video.m3u8?_HLS_msn=4', '/live/c1/~…/video.m3u8'],
  ['/api/session/link?key=abc', '/api/session/link'],
  ['https://a.example/c/DEMO#token=abc', 'https://a.example/c/DEMO'],
  ['postgres://rostrum:north@db.example/rostrum', 'postgres://…@db.example/rostrum'],
  ['smtps://user:p%40ss@mail.example:465', 'smtps://…@mail.example:465'],
  ['/live/c1/video.m3u8', '/live/c1/video.m3u8'],
])('%s is written down as %s', (address, written) => {
  expect(addressWithoutSecrets(address)).toBe(written);
});

it('a name that is no word is reached by brackets', () => {
  expect(secretPaths).toContain('["set-cookie"]');
  expect(secretPaths).toContain('*["set-cookie"]');
  expect(secretPaths).toContain('*.*.password');
});

it.each([
  ['a key of the store', 'media/c1/s1/4.m4s', ['key'], 'media/c1/s1/4.m4s'],
  ['a key that opens something', 'Zm9vYmFy', ['link', 'key'], '[secret]'],
  ['a password like a path', 'media/c1/s1', ['password'], '[secret]'],
  ['a list of keys', ['a'], ['keys'], '[secret]'],
])('%s', (_, value, path, written) => {
  expect(censored(value, path)).toEqual(written);
});
