import { expect, it } from 'vitest';
import { moveToPath } from './move-to-path.ts';

it.each([
  ['https://x.org/live/c1/~a.all.m/v540.m3u8?s=st1', 'https://x.org/live/c1/~b.all.n/v540.m3u8?s=st1'],
  ['/live/c1/~a.all.m/v540/7.0.m4s?s=st1', '/live/c1/~b.all.n/v540/7.0.m4s?s=st1'],
  ['/live/c1/main.m3u8', '/live/c1/~b.all.n/main.m3u8'],
  ['https://x.org/other/v540.m3u8', 'https://x.org/other/v540.m3u8'],
])('asks for %s by the newer path', (url, moved) => {
  expect(moveToPath(url, '/live/c1/~b.all.n/')).toBe(moved);
});
