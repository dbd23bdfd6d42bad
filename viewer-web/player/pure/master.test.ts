import { describe, expect, it } from 'vitest';
import { heightsOf, soundAlone } from './master.ts';

const HEAD = '#EXTM3U\n#EXT-X-VERSION:10\n#EXT-X-INDEPENDENT-SEGMENTS\n';
const SUBTITLES =
  '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="English",LANGUAGE="en",URI="en.m3u8?s=st1"\n';
const MASTER = `${HEAD}#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a96",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,URI="a96.m3u8?s=st1"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a32",NAME="Lecture",DEFAULT=YES,AUTOSELECT=YES,URI="a32.m3u8?s=st1"
${SUBTITLES}#EXT-X-STREAM-INF:BANDWIDTH=1400000,SCORE=4,CODECS="av01.0.04M.08,mp4a.40.2",RESOLUTION=960x540,AUDIO="a96",SUBTITLES="captions"
av1-540.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=2000000,SCORE=3,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=960x540,AUDIO="a96",SUBTITLES="captions"
v540.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=900000,SCORE=2,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,AUDIO="a32",SUBTITLES="captions"
v360.m3u8?s=st1
#EXT-X-STREAM-INF:BANDWIDTH=60000,SCORE=1,CODECS="mp4a.40.2",AUDIO="a32",SUBTITLES="captions",CLOSED-CAPTIONS=NONE
a32.m3u8?s=st1
`;

describe('a lecture’s multivariant playlist', () => {
  it('has one choice for each height, whatever codecs it comes in', () => {
    expect(heightsOf(MASTER)).toEqual([540, 360]);
    expect(heightsOf(HEAD)).toEqual([]);
    expect(heightsOf('<html>')).toEqual([]);
  });

  it('without its picture has the least sound as the main thing, and the captions', () => {
    expect(soundAlone(MASTER))
      .toBe(`${HEAD}${SUBTITLES}#EXT-X-STREAM-INF:BANDWIDTH=60000,SCORE=1,CODECS="mp4a.40.2",SUBTITLES="captions",CLOSED-CAPTIONS=NONE
a32.m3u8?s=st1
`);
  });

  it('stays as it is where its sound comes with the picture only', () => {
    const together = `${HEAD}#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360\nv360.m3u8\n`;
    expect(soundAlone(together)).toBe(together);
  });
});
