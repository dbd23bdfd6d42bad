import { expect, it } from 'vitest';
import { parseLivePath } from './live-path.ts';

const inClass = { classId: 'c_1-A' };

it.each([
  ['/live/c_1-A/main.m3u8', { is: 'multivariant', ...inClass }],
  ['/live/c_1-A/v540.m3u8', { is: 'playlist', ...inClass, name: 'v540' }],
  ['/live/c_1-A/mainly.m3u8', { is: 'playlist', ...inClass, name: 'mainly' }],
  ['/live/c_1-A/v540/init-0.mp4', { is: 'init', ...inClass, name: 'v540', run: 0 }],
  ['/live/c_1-A/v540/17.m4s', { is: 'segment', ...inClass, name: 'v540', msn: 17 }],
  ['/live/c_1-A/a96/17.0.m4s', { is: 'part', ...inClass, name: 'a96', msn: 17, part: 0 }],
  ['/live/c_1-A/main/1.m4s', { is: 'segment', ...inClass, name: 'main', msn: 1 }],
])('reads %s', (path, request) => expect(parseLivePath(path)).toEqual(request));

const notThere = [
  '/live/',
  '/live/c1',
  '/live/c1/',
  '/live//main.m3u8',
  '/live/c1/main.m3u8/',
  '/live/c1/main.M3U8',
  '/other/c1/main.m3u8',
  '/live/c1/v540/../main.m3u8',
  '/live/../c1/main.m3u8',
  '/live/c%31/main.m3u8',
  '/live/c1/v540/init-.mp4',
  '/live/c1/v540/-1.m4s',
  '/live/c1/v540/1.2.3.m4s',
  '/live/c1/v540/1.m4s\n',
  '/live/c1/v540/1e3.m4s',
  `/live/${'c'.repeat(41)}/main.m3u8`,
  `/live/c1/v540/${'9'.repeat(13)}.m4s`,
];

it.each(notThere)('HLS-23 finds nothing at %j', (path) => expect(parseLivePath(path)).toBeUndefined());
