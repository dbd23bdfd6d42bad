import { describe, expect, it } from 'vitest';
import { readSprites } from './sprites.ts';

const BASE = 'https://x.org/recordings/r1/thumbnails.vtt';
const FILE = `WEBVTT

00:00:00.000 --> 00:00:10.000
thumbs/1.jpg#xywh=0,0,160,90

00:00:10.000 --> 00:00:20.000
thumbs/1.jpg#xywh=160,0,160,90

01:00:00.000 --> 01:00:10.000
thumbs/4.jpg?a=1&amp;b=2#xywh=0,90,160,90
`;

describe('the small pictures of a recording', () => {
  it.each([
    [0, { src: 'https://x.org/recordings/r1/thumbs/1.jpg', x: 0, y: 0 }],
    [9.999, { src: 'https://x.org/recordings/r1/thumbs/1.jpg', x: 0, y: 0 }],
    [10, { src: 'https://x.org/recordings/r1/thumbs/1.jpg', x: 160, y: 0 }],
    [3_605, { src: 'https://x.org/recordings/r1/thumbs/4.jpg?a=1&b=2', x: 0, y: 90 }],
  ])('at %d s', (at, tile) => {
    expect(readSprites(FILE, BASE)(at)).toEqual({ ...tile, width: 160, height: 90 });
  });

  it.each([-1, 20, 3_599, 3_610, Number.NaN])('are none at %d s', (at) => {
    expect(readSprites(FILE, BASE)(at)).toBeUndefined();
  });

  it('may have short times, names, and line ends of any kind', () => {
    const tileAt = readSprites(
      'WEBVTT\r\n\r\nfirst\r\n00:05.500 --> 00:06.000\r\na.jpg#xywh=1,2,3,4\r\n',
      BASE,
    );
    expect(tileAt(5.5)).toEqual({
      ...{ src: 'https://x.org/recordings/r1/a.jpg', x: 1, y: 2 },
      ...{ width: 3, height: 4 },
    });
  });

  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><title>Not found</title>'],
    ['a time that is none', 'WEBVTT\n\n0 --> x\na.jpg#xywh=0,0,1,1'],
    ['an end before its beginning', 'WEBVTT\n\n00:09.000 --> 00:00.000\na.jpg#xywh=0,0,1,1'],
    ['words in place of a picture', 'WEBVTT\n\n00:00.000 --> 00:09.000\nHello'],
    ['a picture without a size', 'WEBVTT\n\n00:00.000 --> 00:09.000\na.jpg#xywh=0,0,0,0'],
    ['an address that is none of the web', 'WEBVTT\n\n00:00.000 --> 00:09.000\njavascript:1#xywh=0,0,1,1'],
  ])('are none where the file is %s', (_, vtt) => {
    expect(readSprites(vtt, BASE)(0)).toBeUndefined();
  });
});
