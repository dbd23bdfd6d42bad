import { expect, it } from 'vitest';
import { parseLivePath, playlistFile } from './live-path.ts';

const inClass = { classId: 'c_1-A', grant: undefined };

it.each([
  ['main.m3u8', { is: 'multivariant', kind: 'live' }],
  ['dvr.m3u8', { is: 'multivariant', kind: 'dvr' }],
  ['recording.m3u8', { is: 'multivariant', kind: 'recording' }],
  ['v540.m3u8', { is: 'playlist', kind: 'live', name: 'v540' }],
  ['mainly.m3u8', { is: 'playlist', kind: 'live', name: 'mainly' }],
  ['av1-540.m3u8', { is: 'playlist', kind: 'live', name: 'av1-540' }],
  ['av1-540-dvr.m3u8', { is: 'playlist', kind: 'dvr', name: 'av1-540' }],
  ['v540-recording.m3u8', { is: 'playlist', kind: 'recording', name: 'v540' }],
  ['v540/init-0.mp4', { is: 'init', name: 'v540', run: 0 }],
  ['v540/17.m4s', { is: 'segment', name: 'v540', msn: 17 }],
  ['a96/17.0.m4s', { is: 'part', name: 'a96', msn: 17, part: 0 }],
  ['main/1.m4s', { is: 'segment', name: 'main', msn: 1 }],
  ['captions.m3u8', { is: 'playlist', kind: 'live', name: 'captions' }],
  ['captions-dvr.m3u8', { is: 'playlist', kind: 'dvr', name: 'captions' }],
  ['captions/17.vtt', { is: 'captions', msn: 17, placed: 'as-it-came' }],
  ['captions/17-said.vtt', { is: 'captions', msn: 17, placed: 'as-it-was-said' }],
  ['pictures/180000000.jpg', { is: 'picture', slot: 180_000_000 }],
  ['pictures/17.m4s', { is: 'segment', name: 'pictures', msn: 17 }],
])('reads %s, with a grant before it or without', (path, request) => {
  expect(parseLivePath(`/live/c_1-A/${path}`)).toEqual({ ...inClass, request });
  expect(parseLivePath(`/live/c_1-A/~a1.all.m-_/${path}`)).toEqual({
    ...inClass,
    grant: 'a1.all.m-_',
    request,
  });
});

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
  '/live/c1/..%2fmain.m3u8',
  '/live/c1%2fmain.m3u8',
  '/live/c%31/main.m3u8',
  '/live/c1/.m3u8',
  '/live/c1/v540/init-.mp4',
  '/live/c1/v540/-1.m4s',
  '/live/c1/v540/1.2.3.m4s',
  '/live/c1/v540/1.m4s\n',
  '/live/c1/v540/1e3.m4s',
  '/live/c1/v540/1.vtt',
  '/live/c1/captions/1.0.vtt',
  '/live/c1/captions/init-0.vtt',
  '/live/c1/v540/1.jpg',
  '/live/c1/pictures/1.0.jpg',
  '/live/c1/pictures/-1.jpg',
  '/live/c1/~/main.m3u8',
  '/live/c1/~a/b/main.m3u8',
  '/live/c1/~a/~b/main.m3u8',
  '/live/c1/v540/~a/1.m4s',
  `/live/c1/~${'g'.repeat(121)}/main.m3u8`,
  `/live/${'c'.repeat(41)}/main.m3u8`,
  `/live/c1/${'v'.repeat(41)}.m3u8`,
  `/live/c1/v540/${'9'.repeat(13)}.m4s`,
];

it.each(notThere)('HLS-23 finds nothing at %j', (path) => expect(parseLivePath(path)).toBeUndefined());

it.each([
  ['live', undefined, 'main.m3u8'],
  ['dvr', undefined, 'dvr.m3u8'],
  ['live', 'v540', 'v540.m3u8'],
  ['recording', 'v540', 'v540-recording.m3u8'],
] as const)('names the %s playlist of %s', (kind, name, file) => {
  expect(playlistFile(kind, name)).toBe(file);
});
