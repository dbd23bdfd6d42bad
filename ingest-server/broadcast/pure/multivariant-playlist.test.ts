import { expect, it } from 'vitest';
import { renderMultivariantPlaylist } from './multivariant-playlist.ts';

const large = {
  ...{ name: 'v540', codec: 'avc1.64001F', width: 960, height: 540, framesPerSecond: 30 },
  ...{ averageBps: 1_400_000, segmentPeakBps: 2_635_000 },
};
const small = {
  ...{ name: 'v360', codec: 'avc1.64001E', width: 640, height: 360, framesPerSecond: 29.97 },
  ...{ averageBps: 600_000, segmentPeakBps: 1_135_000 },
};
const sound = { name: 'a96', codec: 'mp4a.40.2', averageBps: 96_000, segmentPeakBps: 116_000 };

it('lists the best picture first, with sound as a group of its own', () => {
  expect(renderMultivariantPlaylist([small, large], sound)).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a96.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=2751000,AVERAGE-BANDWIDTH=1496000,CODECS="avc1.64001F,mp4a.40.2",RESOLUTION=960x540,FRAME-RATE=30.000,AUDIO="sound"
v540.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=1251000,AVERAGE-BANDWIDTH=696000,CODECS="avc1.64001E,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="sound"
v360.m3u8
`);
});

it('says nothing of sound where there is none', () => {
  expect(renderMultivariantPlaylist([large], undefined)).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-STREAM-INF:BANDWIDTH=2635000,AVERAGE-BANDWIDTH=1400000,CODECS="avc1.64001F",RESOLUTION=960x540,FRAME-RATE=30.000
v540.m3u8
`);
});

it('makes sound alone a variant that can be chosen', () => {
  expect(renderMultivariantPlaylist([], sound)).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a96.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=116000,AVERAGE-BANDWIDTH=96000,CODECS="mp4a.40.2",AUDIO="sound"
a96.m3u8
`);
});
