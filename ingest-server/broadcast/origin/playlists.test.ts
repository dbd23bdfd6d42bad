import { expect, it } from 'vitest';
import { Playlists } from './playlists.ts';

const text = (letter: string) => letter.repeat(1_000);

it('HLS-39: a playlist is written again only when what it was made from has changed', () => {
  const playlists = new Playlists();
  const basis = [{}, 1];
  const first = playlists.take('a', [...basis], () => text('a'));
  expect(playlists.take('a', [...basis], () => text('b'))).toBe(first);
  expect(playlists.take('a', [basis[0], 2], () => text('c')).pieces.join('')).toBe(text('c'));
  expect(playlists.take('nothing', [], () => undefined)).toBeUndefined();
});

it('keeps no more bytes than it may, and those that were asked for last', () => {
  const playlists = new Playlists(2_000);
  const take = (key: string) => playlists.take(key, [], () => text(key));
  const [a, b] = [take('a'), take('b')];
  expect(take('a')).toBe(a);
  take('c');
  expect(take('a')).toBe(a);
  expect(take('b')).not.toBe(b);
});
