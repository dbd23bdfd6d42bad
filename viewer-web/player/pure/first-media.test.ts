import { describe, expect, it } from 'vitest';
import { firstPlaylists } from './first-media.ts';

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

describe('the playlists to begin with', () => {
  it.each([
    [3_000_000, 3_000_000, 4_000, 'v540.m3u8?s=st1', 'a96.m3u8?s=st1'],
    [9_000_000, 9_000_000, 4_000, 'v720.m3u8?s=st1', 'a96.m3u8?s=st1'],
    [9_000_000, 9_000_000, 700, 'v540.m3u8?s=st1', 'a96.m3u8?s=st1'],
    [700_000, 700_000, 4_000, 'v360.m3u8?s=st1', 'a32.m3u8?s=st1'],
    [700_000, 2_000_000, 4_000, 'v360.m3u8?s=st1', 'a96.m3u8?s=st1'],
    [100_000, 300_000, 4_000, 'v360.m3u8?s=st1', 'a32.m3u8?s=st1'],
  ])('at %d of %d bit/s on a screen of %d dots are %s and %s', (bps, lineBps, widthPx, picture, sound) => {
    expect(firstPlaylists(master, { bps, lineBps, widthPx })).toEqual({ picture, sound });
  });

  it('are left to the player where pictures come in several codecs, and none where there is no picture', () => {
    const line = { bps: 3_000_000, lineBps: 3_000_000, widthPx: 1_000 };
    expect(firstPlaylists(master.replace('avc1.640020', 'av01.0.05M.08'), line)).toBeUndefined();
    expect(firstPlaylists('#EXTM3U\n', line)).toBeUndefined();
  });
});
