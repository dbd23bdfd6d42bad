import { expect, it } from 'vitest';
import { parseVersion } from './ffmpeg-version.ts';

const libraries = (libavutil: string) => `built with gcc\nlibavutil      ${libavutil} / ${libavutil}\n`;

it.each([
  ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026\n', '5.1.9-0+deb12u1', 5],
  ['ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright\n', '4.4.2-0ubuntu0.22.04.1', 4],
  ['ffmpeg version n7.1 Copyright\n', 'n7.1', 7],
  ['ffmpeg version 10.0.1 Copyright\n', '10.0.1', 10],
  [
    `ffmpeg version N-47683-g0e8eb07980-static Copyright\n${libraries('56. 24.101')}`,
    'N-47683-g0e8eb07980-static',
    4,
  ],
  [
    `ffmpeg version 2024-11-03-git-df00705e00 Copyright\n${libraries('59. 46.100')}`,
    '2024-11-03-git-df00705e00',
    7,
  ],
])('reads the version of %j', (banner, version, major) => {
  expect(parseVersion(banner)).toEqual({ version, major });
});

it.each([
  '',
  'avconv version 11',
  'GNU bash, version 5.2.15',
  'ffmpeg version N-1-gabc without its libraries',
])('knows no version in %j', (banner) => expect(parseVersion(banner)).toBeUndefined());
