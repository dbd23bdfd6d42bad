import { expect, it } from 'vitest';
import { type MultivariantPlaylist, renderMultivariantPlaylist } from './multivariant-playlist.ts';

const large = {
  ...{ name: 'v540', codec: 'avc1.64001F', width: 960, height: 540, framesPerSecond: 30 },
  ...{ averageBps: 1_400_000, peakBps: 2_635_000 },
};
const small = {
  ...{ name: 'v360', codec: 'avc1.64001E', width: 640, height: 360, framesPerSecond: 29.97 },
  ...{ averageBps: 600_000, peakBps: 1_135_000 },
};
const av1 = { ...large, name: 'av1-540', codec: 'av01.0.04M.08', averageBps: 800_000, peakBps: 1_600_000 };
const speech = { name: 'a96', codec: 'mp4a.40.2', channels: 2, averageBps: 96_000, peakBps: 116_000 };
const least = { name: 'a32', codec: 'mp4a.40.2', channels: 1, averageBps: 32_000, peakBps: 45_000 };

const playlist = (more: Partial<MultivariantPlaylist>): MultivariantPlaylist => ({
  ...{ kind: 'live', streamId: 'st1', video: [], audio: [] },
  ...more,
});

it('HLS-37 lists the best picture first, AV1 before H.264, the smallest also with the least sound, and that alone', () => {
  const whole = playlist({ video: [small, large, av1], audio: [least, speech] });
  expect(renderMultivariantPlaylist(whole)).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a96",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a96.m3u8?s=st1"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a32",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="1",URI="a32.m3u8?s=st1"
#EXT-X-STREAM-INF:BANDWIDTH=1716000,AVERAGE-BANDWIDTH=896000,SCORE=5,CODECS="av01.0.04M.08,mp4a.40.2",RESOLUTION=960x540,FRAME-RATE=30.000,AUDIO="a96",CLOSED-CAPTIONS=NONE
av1-540.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=2751000,AVERAGE-BANDWIDTH=1496000,SCORE=4,CODECS="avc1.64001F,mp4a.40.2",RESOLUTION=960x540,FRAME-RATE=30.000,AUDIO="a96",CLOSED-CAPTIONS=NONE
v540.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=1251000,AVERAGE-BANDWIDTH=696000,SCORE=3,CODECS="avc1.64001E,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="a96",CLOSED-CAPTIONS=NONE
v360.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=1180000,AVERAGE-BANDWIDTH=632000,SCORE=2,CODECS="avc1.64001E,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="a32",CLOSED-CAPTIONS=NONE
v360.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=45000,AVERAGE-BANDWIDTH=32000,SCORE=1,CODECS="mp4a.40.2",AUDIO="a32",CLOSED-CAPTIONS=NONE
a32.m3u8?s=st1
`);
});

it('HLS-37 says nothing of sound where there is none, and no frame rate where nobody counted', () => {
  const silent = playlist({ kind: 'recording', video: [{ ...large, framesPerSecond: undefined }] });
  expect(renderMultivariantPlaylist(silent)).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-STREAM-INF:BANDWIDTH=2635000,AVERAGE-BANDWIDTH=1400000,SCORE=1,CODECS="avc1.64001F",RESOLUTION=960x540,CLOSED-CAPTIONS=NONE
v540-recording.m3u8?s=st1
`);
});

it('HLS-37 makes sound alone a variant that can be chosen', () => {
  expect(renderMultivariantPlaylist(playlist({ kind: 'dvr', audio: [speech] }))).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a96",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a96-dvr.m3u8?s=st1"
#EXT-X-STREAM-INF:BANDWIDTH=116000,AVERAGE-BANDWIDTH=96000,SCORE=1,CODECS="mp4a.40.2",AUDIO="a96",CLOSED-CAPTIONS=NONE
a96-dvr.m3u8?s=st1
`);
});

it('HLS-84 names captions in the language of the class, for every variant', () => {
  const captioned = playlist({ video: [small], audio: [speech], captions: 'de' });
  expect(renderMultivariantPlaylist(captioned)).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a96",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a96.m3u8?s=st1"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="Deutsch",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog",URI="captions.m3u8?s=st1"
#EXT-X-STREAM-INF:BANDWIDTH=1251000,AVERAGE-BANDWIDTH=696000,SCORE=2,CODECS="avc1.64001E,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="a96",SUBTITLES="captions",CLOSED-CAPTIONS=NONE
v360.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=116000,AVERAGE-BANDWIDTH=96000,SCORE=1,CODECS="mp4a.40.2",AUDIO="a96",SUBTITLES="captions",CLOSED-CAPTIONS=NONE
a96.m3u8?s=st1
`);
});
