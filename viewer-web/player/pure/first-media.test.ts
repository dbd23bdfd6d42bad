import { describe, expect, it } from 'vitest';
import { firstFrom, firstPlaylists, readMedia } from './first-media.ts';

const master = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a96",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,URI="a96.m3u8?s=st1"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a32",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,URI="a32.m3u8?s=st1"
#EXT-X-STREAM-INF:BANDWIDTH=4000000,AVERAGE-BANDWIDTH=3500000,CODECS="avc1.640020,mp4a.40.2",RESOLUTION=1280x720,AUDIO="a96"
v720.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=1800000,AVERAGE-BANDWIDTH=1500000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=960x540,AUDIO="a96"
v540.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=800000,AVERAGE-BANDWIDTH=600000,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,AUDIO="a96"
v360.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=600000,AVERAGE-BANDWIDTH=400000,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,AUDIO="a32"
v360.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=40000,AVERAGE-BANDWIDTH=32000,CODECS="mp4a.40.2",AUDIO="a32"
a32.m3u8?s=st1
`;

const AT_10 = Date.parse('2026-09-01T10:00:00.000Z');

const media = `#EXTM3U
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12,PART-HOLD-BACK=0.9
#EXT-X-PART-INF:PART-TARGET=0.3
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-MAP:URI="v540/init-0.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:00.000Z
#EXTINF:2,
v540/1.m4s?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:02.000Z
#EXT-X-PART:DURATION=1,URI="v540/2.0.m4s?s=st1",INDEPENDENT=YES
#EXT-X-PART:DURATION=1,URI="v540/2.1.m4s?s=st1"
#EXTINF:2,
v540/2.m4s?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:04.000Z
#EXT-X-PART:DURATION=0.25,URI="v540/3.0.m4s?s=st1",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.25,URI="v540/3.1.m4s?s=st1"
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v540/3.2.m4s?s=st1"
`;

describe('the playlists to begin with', () => {
  it.each([
    [3_000_000, 4_000, 'v540.m3u8?s=st1', 'a96.m3u8?s=st1'],
    [9_000_000, 4_000, 'v720.m3u8?s=st1', 'a96.m3u8?s=st1'],
    [9_000_000, 700, 'v540.m3u8?s=st1', 'a96.m3u8?s=st1'],
    [700_000, 4_000, 'v360.m3u8?s=st1', 'a32.m3u8?s=st1'],
    [100_000, 4_000, 'v360.m3u8?s=st1', 'a32.m3u8?s=st1'],
  ])('at %d bit/s on a screen of %d dots are %s and %s', (bps, widthPx, picture, sound) => {
    expect(firstPlaylists(master, { bps, widthPx })).toEqual({ picture, sound });
  });

  it('are left to the player where pictures come in several codecs, and none where there is no picture', () => {
    const line = { bps: 3_000_000, widthPx: 1_000 };
    expect(firstPlaylists(master.replace('avc1.640020', 'av01.0.05M.08'), line)).toBeUndefined();
    expect(firstPlaylists('#EXTM3U\n', line)).toBeUndefined();
  });
});

describe('a media playlist', () => {
  it('is read for where it begins, where it ends and how far from its end a player begins', () => {
    const { init, edgeMs, holdBackMs, segments } = readMedia(media);
    expect({ init, edgeMs, holdBackMs }).toEqual({
      ...{ init: 'v540/init-0.mp4?s=st1', edgeMs: AT_10 + 4_500, holdBackMs: 900 },
    });
    expect(segments.map(({ uri, atMs, parts }) => [uri, atMs - AT_10, parts.length])).toEqual([
      ['v540/1.m4s?s=st1', 0, 0],
      ['v540/2.m4s?s=st1', 2_000, 2],
      ['', 4_000, 2],
    ]);
  });

  it.each([
    [500, ['1']],
    [2_500, ['2.0', '2.1']],
    [3_600, ['2.0', '2.1', '3.0']],
    [4_100, ['3.0', '3.1']],
    [4_300, ['3.0', '3.1']],
    [9_000, []],
    [-5, []],
  ])('has what to begin with %d ms after ten', (afterMs, parts) => {
    const uris = parts.map((part) => `v540/${part}.m4s?s=st1`);
    expect(firstFrom(readMedia(media), AT_10 + afterMs)).toEqual(uris);
  });

  it('of sound begins with the very part', () => {
    const sound = media.replaceAll(/(URI="v540\/\d\.\d\.m4s\?s=st1")$/gm, '$1,INDEPENDENT=YES');
    expect(firstFrom(readMedia(sound), AT_10 + 4_300)).toEqual(['v540/3.1.m4s?s=st1']);
  });

  it('that is none lists nothing', () => {
    expect(readMedia('<html>')).toEqual({
      init: undefined,
      edgeMs: expect.any(Number) as number,
      holdBackMs: 0,
      segments: expect.anything() as unknown,
    });
    expect(firstFrom(readMedia(''), AT_10)).toEqual([]);
  });
});
