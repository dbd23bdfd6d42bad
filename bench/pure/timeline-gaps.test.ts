import { describe, expect, it } from 'vitest';
import { longestGapMs, stretchesOf } from './timeline-gaps.ts';

const playlist = [
  '#EXTM3U',
  '#EXT-X-MEDIA-SEQUENCE:1',
  '#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.000Z',
  '#EXTINF:2,',
  'v540/1.m4s',
  '#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:02.000Z',
  '#EXT-X-GAP',
  '#EXTINF:2,',
  'v540/2.m4s',
  '#EXT-X-DISCONTINUITY',
  '#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:03.200Z',
  '#EXT-X-PART:DURATION=0.266667,URI="v540/3.0.m4s",INDEPENDENT=YES',
  '#EXT-X-PART:DURATION=0.25,URI="v540/3.1.m4s"',
  '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v540/3.2.m4s"',
  '',
].join('\n');

const at = Date.parse('2026-11-21T10:00:00.000Z');

describe('the gaps of a timeline', () => {
  it('reads what media a playlist lists', () => {
    const stretches = stretchesOf(playlist).map(({ startMs, endMs }) => [
      startMs - at,
      Math.round(endMs - at),
    ]);
    expect(stretches).toEqual([
      [0, 2_000],
      [3_200, 3_717],
    ]);
  });

  it('takes the longest of what was ever listed, by the last word on each segment', () => {
    const early = [{ startMs: 0, endMs: 500 }];
    const late = [
      { startMs: 0, endMs: 2_000 },
      { startMs: 2_900, endMs: 4_900 },
      { startMs: 5_000, endMs: 5_300 },
    ];
    expect(longestGapMs([early, late])).toBe(900);
    expect(longestGapMs([])).toBe(0);
  });
});
