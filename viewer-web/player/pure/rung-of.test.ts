import { expect, it } from 'vitest';
import { rungOf } from './rung-of.ts';

it.each([
  ['v720', { height: 720, uri: 'https://a.example/live/c1/~x.y-z/v720.m3u8?stream=s1' }],
  ['av1-1080', { height: 1080, uri: '/live/c1/av1-1080.m3u8' }],
  ['v480', { height: 480, uri: '/live/c1/v480-dvr.m3u8?stream=s1' }],
  ['sound', { height: 0, uri: '/live/c1/a64.m3u8' }],
  [undefined, { height: 720, uri: '/elsewhere' }],
  [undefined, undefined],
])('is %s', (rung, level) => {
  expect(rungOf(level)).toBe(rung);
});
