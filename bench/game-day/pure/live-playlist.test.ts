import { describe, expect, it } from 'vitest';
import { beginningOf, isBehind, readLivePlaylist } from './live-playlist.ts';

const at = Date.parse('2026-11-21T10:00:00.000Z');
const text = `#EXTM3U
#EXT-X-VERSION:10
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12,PART-HOLD-BACK=0.9
#EXT-X-PART-INF:PART-TARGET=0.3
#EXT-X-MEDIA-SEQUENCE:3
#EXT-X-MAP:URI="v360/init-0.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.000Z
#EXTINF:2,
v360/3.m4s?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:02.000Z
#EXT-X-GAP
#EXTINF:2,
v360/4.m4s?s=st1
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="v360/init-1.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:04.000Z
#EXT-X-PART:DURATION=0.25,URI="v360/5.0.m4s?s=st1",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.25,URI="v360/5.1.m4s?s=st1",GAP=YES
#EXT-X-PART:DURATION=0.25,URI="v360/5.2.m4s?s=st1",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.25,URI="v360/5.3.m4s?s=st1"
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v360/5.4.m4s?s=st1"
#EXT-X-RENDITION-REPORT:URI="a96.m3u8?s=st1",LAST-MSN=5,LAST-PART=0
`;

describe('a live playlist', () => {
  const playlist = readLivePlaylist(text);

  it('lists segments and parts by the studio’s clock, without what is missing', () => {
    expect(playlist.targetMs).toBe(2_000);
    expect(playlist.holdBackMs).toBe(900);
    expect(playlist.segments.map(({ msn, endsAtMs }) => [msn, endsAtMs - at])).toEqual([[3, 2_000]]);
    expect(playlist.parts.map(({ part, durationMs, endsAtMs }) => [part, durationMs, endsAtMs - at])).toEqual(
      [
        [0, 250, 4_250],
        [2, 250, 4_750],
        [3, 250, 5_000],
      ],
    );
  });

  it('says what comes next', () => {
    expect(playlist.hint).toEqual({ uri: 'v360/5.4.m4s?s=st1', msn: 5, part: 4 });
  });

  it('is begun where something can be decoded, as far from the end as it asks', () => {
    expect(beginningOf(playlist).map(({ part }) => part)).toEqual([0, 2, 3]);
    expect(beginningOf({ ...playlist, holdBackMs: 400 }).map(({ part }) => part)).toEqual([2, 3]);
    expect(beginningOf({ ...playlist, holdBackMs: 9_000 }).map(({ part }) => part)).toEqual([0, 2, 3]);
    expect(beginningOf(readLivePlaylist(''))).toEqual([]);
  });
});

it.each([
  [[5, 1], [5, 0], true],
  [[6, 0], [5, 7], true],
  [[5, 0], [5, 0], false],
  [[5, 7], [6, 0], false],
])('%j is behind %j: %s', ([msn = 0, part], [other = 0, otherPart], is) => {
  expect(isBehind({ msn, part }, { msn: other, part: otherPart })).toBe(is);
});
