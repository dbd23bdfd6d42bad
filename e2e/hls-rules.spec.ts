import { expect, test } from '@playwright/test';
import { deltaViolations, readPlaylist, violationsBetween, violationsIn } from './hls-checker/index.ts';

const sound = `#EXTM3U
#EXT-X-VERSION:10
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12,PART-HOLD-BACK=0.9
#EXT-X-PART-INF:PART-TARGET=0.3
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-DISCONTINUITY-SEQUENCE:1
#EXT-X-MAP:URI="v/init-1.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:00.000Z
#EXTINF:2,
v/7.m4s
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="v/init-2.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:02.100Z
#EXT-X-PART:DURATION=0.3,URI="v/8.0.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.1,URI="v/8.1.m4s"
#EXTINF:0.4,
v/8.m4s
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:02.500Z
#EXT-X-PART:DURATION=0.3,URI="v/9.0.m4s",INDEPENDENT=YES
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v/9.1.m4s"
#EXT-X-RENDITION-REPORT:URI="a.m3u8",LAST-MSN=9,LAST-PART=0
`;

const changed = (from: string, to: string) => {
  expect(sound).toContain(from);
  return readPlaylist(sound.replace(from, to));
};

test('a sound playlist breaks no rule', () => {
  expect(violationsIn(readPlaylist(sound))).toEqual([]);
  expect(violationsBetween(readPlaylist(sound), readPlaylist(sound))).toEqual([]);
});

const planted: readonly [string, string, string][] = [
  ['4.4.1.1', '#EXTM3U\n', ''],
  ['4.4.3.1', '#EXTINF:2,', '#EXTINF:2.6,'],
  ['4.4.3.1', '#EXT-X-TARGETDURATION:2\n', ''],
  ['4.4.3.7', '#EXT-X-PART-INF:PART-TARGET=0.3\n', ''],
  ['4.4.3.8', 'CAN-SKIP-UNTIL=12', 'CAN-SKIP-UNTIL=11'],
  ['4.4.3.8', 'PART-HOLD-BACK=0.9', 'PART-HOLD-BACK=0.5'],
  ['4.4.3.8', ',PART-HOLD-BACK=0.9', ''],
  ['4.4.3.8', 'CAN-BLOCK-RELOAD=YES,', ''],
  ['4.4.4.5', '#EXT-X-MAP:URI="v/init-1.mp4"\n', ''],
  ['4.4.4.6', '10:00:02.500Z', '10:00:03.500Z'],
  ['4.4.4.9', 'DURATION=0.3,URI="v/9.0', 'DURATION=0.4,URI="v/9.0'],
  ['4.4.4.9', 'DURATION=0.3,URI="v/8.0', 'DURATION=0.2,URI="v/8.0'],
  ['4.4.4.9', '#EXTINF:0.4,', '#EXTINF:0.6,'],
  ['4.4.2.1', 'v/9.0.m4s",INDEPENDENT=YES', 'v/9.0.m4s"'],
  ['4.4.5.3', 'URI="v/9.1.m4s"', 'URI="v/9.0.m4s"'],
  ['4.4.5.3', '#EXT-X-RENDITION', '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v/9.2.m4s"\n#EXT-X-RENDITION'],
  ['4.4.5.3', '#EXT-X-RENDITION', '#EXT-X-ENDLIST\n#EXT-X-RENDITION'],
  ['6.2.2', '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="v/9.1.m4s"\n', ''],
];

for (const [section, from, to] of planted) {
  test(`a playlist in which '${from.trim()}' is '${to.trim()}' breaks ${section}`, () => {
    expect(violationsIn(changed(from, to)).join('\n')).toContain(`${section}: `);
  });
}

const changes: readonly [string, string, string][] = [
  ['6.2.2', 'MEDIA-SEQUENCE:7', 'MEDIA-SEQUENCE:6'],
  ['6.2.2', '#EXT-X-DISCONTINUITY-SEQUENCE:1\n', ''],
  ['6.2.1', 'TARGETDURATION:2', 'TARGETDURATION:3'],
  ['6.2.1', '#EXTINF:2,', '#EXTINF:1.9,'],
  ['6.2.1', '\nv/7.m4s', '\nv/seven.m4s'],
  ['6.2.1', '#EXT-X-DISCONTINUITY\n', ''],
  ['6.2.1', 'init-2.mp4', 'init-3.mp4'],
  ['6.2.1', '10:00:02.500Z', '10:00:02.400Z'],
  ['6.2.1', 'DURATION=0.3,URI="v/9.0', 'DURATION=0.29,URI="v/9.0'],
  ['6.2.1', '#EXTINF:2,\nv/7.m4s\n', '#EXT-X-GAP\n#EXTINF:2,\nv/7.m4s\n'],
  ['4.4.5.4', 'LAST-MSN=9', 'LAST-MSN=8'],
];

for (const [section, from, to] of changes) {
  test(`one in which '${from.trim()}' became '${to.trim()}' breaks ${section}`, () => {
    expect(violationsBetween(readPlaylist(sound), changed(from, to)).join('\n')).toContain(`${section}: `);
  });
}

test('one that ended and goes on, and an EVENT that loses its beginning, break a rule', () => {
  const ended = readPlaylist(`${sound}#EXT-X-ENDLIST\n`);
  expect(violationsBetween(ended, readPlaylist(sound))[0]).toContain('4.4.3.4: ');
  const event = sound.replace('#EXT-X-PART-INF', '#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-PART-INF');
  const later = event.replace('MEDIA-SEQUENCE:7', 'MEDIA-SEQUENCE:8');
  expect(violationsBetween(readPlaylist(event), readPlaylist(later)).join('\n')).toContain('4.4.3.5: ');
});

function long(from: number, skip = ''): string {
  const segments = Array.from({ length: 10 - from }, (_, i) => `#EXTINF:2,\nv/${from + i}.m4s\n`).join('');
  const head = sound.slice(0, sound.indexOf('#EXT-X-MEDIA-SEQUENCE'));
  return `${head}#EXT-X-MEDIA-SEQUENCE:0\n${skip}#EXT-X-MAP:URI="v/init-0.mp4"\n${segments}`;
}

test('a delta that skips too much, or is not what the whole ends with, breaks a rule', () => {
  const whole = readPlaylist(long(0));
  const skip = (count: number) => `#EXT-X-SKIP:SKIPPED-SEGMENTS=${count}\n`;
  expect(deltaViolations(readPlaylist(long(3, skip(3))), whole)).toEqual([]);
  expect(deltaViolations(readPlaylist(long(6, skip(6))), whole)[0]).toContain('the boundary is 12 s');
  expect(deltaViolations(readPlaylist(long(3, skip(2))), whole)[0]).toContain('not what the whole ends with');
});
