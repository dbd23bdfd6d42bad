import { describe, expect, it } from 'vitest';
import { type MediaPlaylist, nextPart, renderMediaPlaylist } from './media-playlist.ts';
import { listSegments } from './listed.ts';
import type { Part, Segment } from './rendition.ts';

const WALL_MS = Date.UTC(2026, 8, 1, 10, 0, 0);

const key: Part = { durationMs: 800 / 3, independent: true };
const delta: Part = { durationMs: 800 / 3, independent: false };
const last: Part = { durationMs: 400 / 3, independent: false };

function segment(msn: number, more: Partial<Segment> = {}): Segment {
  const wallMs = WALL_MS + (msn - 1) * 2000;
  const parts = [key, ...Array.from({ length: 6 }, () => delta), last];
  return { ...{ msn, run: 0, wallMs, parts, is: 'complete' }, ...more };
}

const open = (msn: number, more: Partial<Segment> = {}) =>
  segment(msn, { parts: [key, delta], is: 'open', ...more });

function playlist(segments: readonly Segment[], more: Partial<MediaPlaylist> = {}): MediaPlaylist {
  return {
    ...{
      kind: 'live',
      name: 'v540',
      streamId: 'st1',
      segments: listSegments(segments),
      partTargetMs: 300,
      ended: false,
      skip: false,
      reports: [],
    },
    ...more,
  };
}

function wholeParts(msn: number): string {
  const parts = Array.from({ length: 8 }, (_, i) => {
    const duration = i < 7 ? '0.266667' : '0.133333';
    return `#EXT-X-PART:DURATION=${duration},URI="v540/${msn}.${i}.m4s?s=st1"${i === 0 ? ',INDEPENDENT=YES' : ''}`;
  });
  return parts.join('\n');
}

describe('renderMediaPlaylist', () => {
  it('HLS-12, HLS-13, HLS-14 lists whole segments, parts near the end, a hint and where the others are', () => {
    const reports = [
      { name: 'v360', head: { msn: 5, part: 1 } },
      { name: 'a96', head: { msn: 5, part: 0 } },
    ];
    const segments = [segment(1), segment(2), segment(3), segment(4), open(5)];
    expect(renderMediaPlaylist(playlist(segments, { reports }))).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12,PART-HOLD-BACK=0.9
#EXT-X-PART-INF:PART-TARGET=0.3
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-MAP:URI="v540/init-0.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:00.000Z
#EXTINF:2,
v540/1.m4s?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:02.000Z
#EXTINF:2,
v540/2.m4s?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:04.000Z
${wholeParts(3)}
#EXTINF:2,
v540/3.m4s?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:06.000Z
${wholeParts(4)}
#EXTINF:2,
v540/4.m4s?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:08.000Z
#EXT-X-PART:DURATION=0.266667,URI="v540/5.0.m4s?s=st1",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.266667,URI="v540/5.1.m4s?s=st1"
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v540/5.2.m4s?s=st1"
#EXT-X-RENDITION-REPORT:URI="v360.m3u8?s=st1",LAST-MSN=5,LAST-PART=1
#EXT-X-RENDITION-REPORT:URI="a96.m3u8?s=st1",LAST-MSN=5,LAST-PART=0
`);
  });

  it('HLS-5, HLS-6, HLS-7 tells gaps, and a discontinuity for each run since the segment before', () => {
    const gap = segment(3, { is: 'gap', parts: [] });
    const segments = [segment(2, { parts: [key, delta] }), gap, open(4, { run: 2 })];
    expect(renderMediaPlaylist(playlist(segments))).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12,PART-HOLD-BACK=0.9
#EXT-X-PART-INF:PART-TARGET=0.3
#EXT-X-MEDIA-SEQUENCE:2
#EXT-X-MAP:URI="v540/init-0.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:02.000Z
#EXT-X-PART:DURATION=0.266667,URI="v540/2.0.m4s?s=st1",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.266667,URI="v540/2.1.m4s?s=st1"
#EXTINF:0.533333,
v540/2.m4s?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:04.000Z
#EXT-X-GAP
#EXTINF:2,
v540/3.m4s?s=st1
#EXT-X-DISCONTINUITY
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="v540/init-2.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:06.000Z
#EXT-X-PART:DURATION=0.266667,URI="v540/4.0.m4s?s=st1",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.266667,URI="v540/4.1.m4s?s=st1"
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v540/4.2.m4s?s=st1"
`);
  });

  it('HLS-7 counts the discontinuities of what is listed no more from the first of them', () => {
    expect(renderMediaPlaylist(playlist([open(7, { run: 3 })]))).toContain(`
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-DISCONTINUITY-SEQUENCE:3
#EXT-X-MAP:URI="v540/init-3.mp4?s=st1"
`);
  });

  it('HLS-12 lists no more than the newest ten', () => {
    const segments = Array.from({ length: 21 }, (_, i) => segment(i + 1));
    const text = renderMediaPlaylist(playlist(segments));
    expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:12\n');
    expect(text.match(/#EXTINF/g)).toHaveLength(10);
    expect(text.match(/#EXT-X-MAP/g)).toHaveLength(1);
  });

  it('HLS-11 ends with the end, and hints at nothing', () => {
    const reports = [{ name: 'a96', head: { msn: 1, part: 7 } }];
    expect(renderMediaPlaylist(playlist([segment(1)], { ended: true, reports }))).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12,PART-HOLD-BACK=0.9
#EXT-X-PART-INF:PART-TARGET=0.3
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-MAP:URI="v540/init-0.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:00.000Z
#EXTINF:2,
v540/1.m4s?s=st1
#EXT-X-ENDLIST
`);
  });

  it('HLS-34 leaves out what ends more than twelve seconds from the end, where that is asked for', () => {
    const segments = [...Array.from({ length: 9 }, (_, i) => segment(i + 1)), open(10)];
    segments[2] = segment(3, { run: 0 });
    expect(renderMediaPlaylist(playlist(segments, { skip: true }))).toContain(`
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-SKIP:SKIPPED-SEGMENTS=3
#EXT-X-MAP:URI="v540/init-0.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:06.000Z
#EXTINF:2,
v540/4.m4s?s=st1
`);
  });

  it('HLS-34 tells the discontinuity of the first segment that is not left out', () => {
    const segments = Array.from({ length: 10 }, (_, i) => segment(i + 1, { run: i < 3 ? 1 : 2 }));
    expect(renderMediaPlaylist(playlist(segments, { skip: true }))).toContain(`
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-DISCONTINUITY-SEQUENCE:1
#EXT-X-SKIP:SKIPPED-SEGMENTS=3
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="v540/init-2.mp4?s=st1"
`);
  });

  it('HLS-34 is whole where there is nothing to leave out, and once it has ended', () => {
    const few = [segment(1), segment(2)];
    expect(renderMediaPlaylist(playlist(few, { skip: true }))).toBe(renderMediaPlaylist(playlist(few)));
    const many = Array.from({ length: 12 }, (_, i) => segment(i + 1));
    expect(renderMediaPlaylist(playlist(many, { skip: true, ended: true }))).not.toContain('EXT-X-SKIP');
  });

  it('HLS-35 lists everything since the stream began, growing, with parts and a hint at the end', () => {
    const segments = Array.from({ length: 21 }, (_, i) => segment(i + 1));
    const reports = [{ name: 'a96', head: { msn: 21, part: 7 } }];
    const text = renderMediaPlaylist(playlist(segments, { kind: 'dvr', reports }));
    expect(text).toContain('#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-SERVER-CONTROL:');
    expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:1\n');
    expect(text.match(/#EXTINF/g)).toHaveLength(21);
    expect(text.match(/#EXT-X-PART:/g)).toHaveLength(24);
    expect(text).toContain('URI="v540/22.0.m4s?s=st1"\n');
    expect(text).toContain('#EXT-X-RENDITION-REPORT:URI="a96-dvr.m3u8?s=st1",LAST-MSN=21,LAST-PART=7\n');
  });

  it('HLS-36 is a recording without anything that is only for what still grows', () => {
    const text = renderMediaPlaylist(playlist([segment(1)], { kind: 'recording', ended: true }));
    expect(text).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-TARGETDURATION:2
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-MAP:URI="v540/init-0.mp4?s=st1"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:00.000Z
#EXTINF:2,
v540/1.m4s?s=st1
#EXT-X-ENDLIST
`);
  });

  it('HLS-62 has the target duration of the longest segment of all renditions', () => {
    const told = (longestMs: number) =>
      renderMediaPlaylist(playlist([segment(1)], { kind: 'dvr', ended: true, longestMs }));
    expect(told(3_200)).toContain('\n#EXT-X-TARGETDURATION:3\n');
    expect(told(3_200)).toContain('CAN-SKIP-UNTIL=18,');
    expect(told(2_300)).toContain('\n#EXT-X-TARGETDURATION:2\n');
    expect(told(0)).toContain('\n#EXT-X-TARGETDURATION:2\n');
  });

  it('HLS-5 tells a part that was announced and never came', () => {
    const text = renderMediaPlaylist(playlist([open(1, { parts: [key, { ...delta, gap: true } as Part] })]));
    expect(text).toContain('URI="v540/1.0.m4s?s=st1",INDEPENDENT=YES\n');
    expect(text).toContain('URI="v540/1.1.m4s?s=st1",GAP=YES\n');
  });

  it('keeps players three parts from the end, whatever a part lasts', () => {
    const text = renderMediaPlaylist(playlist([open(1)], { partTargetMs: 334 }));
    expect(text).toContain('PART-HOLD-BACK=1.002\n#EXT-X-PART-INF:PART-TARGET=0.334\n');
  });
});

it.each<[string, Segment[], ReturnType<typeof nextPart>]>([
  ['nothing, while there is nothing', [], undefined],
  ['the one after the newest', [segment(1), open(2)], { msn: 2, part: 2 }],
  ['the first of the next segment, once one is closed', [segment(1)], { msn: 2, part: 0 }],
])('HLS-13 the next part is %s', (_, segments, next) => expect(nextPart(segments)).toEqual(next));

describe('a playlist of captions', () => {
  const captions = (segments: readonly Segment[], more: Partial<MediaPlaylist> = {}) =>
    renderMediaPlaylist(playlist(segments, { name: 'captions', isText: true, ...more }));

  it('HLS-85 lists whole segments alone, with the numbers, dates and discontinuities of the sound', () => {
    const reports = [{ name: 'v540', head: { msn: 4, part: 1 } }];
    expect(
      captions(
        [segment(1), segment(2, { is: 'gap', parts: [] }), segment(3, { run: 1 }), open(4, { run: 1 })],
        { reports },
      ),
    ).toBe(`#EXTM3U
#EXT-X-VERSION:10
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:00.000Z
#EXTINF:2,
captions/1.vtt?s=st1
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:02.000Z
#EXT-X-GAP
#EXTINF:2,
captions/2.vtt?s=st1
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:04.000Z
#EXTINF:2,
captions/3.vtt?s=st1
#EXT-X-RENDITION-REPORT:URI="v540.m3u8?s=st1",LAST-MSN=4,LAST-PART=1
`);
  });

  it('HLS-85 ends with its stream', () => {
    const ended = captions([segment(1)], { ended: true, kind: 'recording' });
    expect(ended).toContain('captions/1-said.vtt?s=st1\n#EXT-X-ENDLIST\n');
    expect(ended).not.toContain('EXT-X-MAP');
  });

  it('HLS-85 is reported in the others by its segments alone', () => {
    const reports = [{ name: 'captions', head: { msn: 4 } }];
    expect(renderMediaPlaylist(playlist([segment(1), open(2)], { reports }))).toContain(
      '#EXT-X-RENDITION-REPORT:URI="captions.m3u8?s=st1",LAST-MSN=4\n',
    );
  });
});
