import type { Event, LoggedEvent } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import {
  type CaptionLine,
  captionSegment,
  captionsBetween,
  captionsIn,
  captionsLead,
  languageName,
  placedAsItCame,
  placedAsItWasSaid,
  withCaption,
} from './captions.ts';

const WALL = 1_800_000_000_000;
const id = (text: string) => text as never;

const said = (lineId: string, text: string, from: number, until: number): Event => ({
  ...{ type: 'captions.said', lineId: id(lineId), text, language: 'de', from, until },
});
const corrected = (lineId: string, text: string): Event => ({
  ...{ type: 'captions.corrected', lineId: id(lineId), text },
});
const logOf = (...events: Event[]): LoggedEvent[] =>
  events.map((event, i) => ({ seq: i + 1, at: WALL + i * 100, event }));

describe('what was said in a class', () => {
  const events = logOf(
    said('l1', 'Guten Tag.', WALL - 4_000, WALL - 2_000),
    { type: 'chat.unpinned', personId: id('prof') },
    said('l2', 'Ähm.', WALL, WALL + 1_200),
    said('l3', 'Wir begingen.', WALL + 200, WALL + 1_400),
    corrected('l2', ''),
    corrected('l3', 'Wir beginnen.'),
    corrected('l9', 'Nobody said this.'),
  );
  const captions = {
    language: 'de',
    lines: [
      { lineId: 'l1', text: 'Guten Tag.', at: WALL, from: WALL - 4_000, until: WALL - 2_000 },
      { lineId: 'l3', text: 'Wir beginnen.', at: WALL + 300, from: WALL + 200, until: WALL + 1_400 },
    ],
  };

  it('HLS-80 is what its log says, with what was corrected since', () => {
    expect(captionsIn(events)).toEqual(captions);
    expect(captionsIn(logOf({ type: 'chat.unpinned', personId: id('prof') }))).toBeUndefined();
    expect(captionsIn(logOf(said('l1', 'x', 0, 1), corrected('l1', '')))).toBeUndefined();
  });

  it('is the same, told one after the other', () => {
    let told: ReturnType<typeof withCaption>;
    for (const logged of events) told = withCaption(told, logged);
    expect(told).toEqual(captions);
    expect(withCaption(told, events[1]!)).toBe(told);
    expect(withCaption(told, events.at(-1)!)).toBe(told);
  });

  it('belongs to a recording where it was said during it', () => {
    expect(captionsBetween(captions, WALL, WALL + 60_000)?.lines.map(({ lineId }) => lineId)).toEqual(['l3']);
    expect(captionsBetween(captions, WALL + 2_000, WALL + 60_000)).toBeUndefined();
  });
});

const line = (lineId: string, at: number, from: number, until: number): CaptionLine => ({
  ...{ lineId, text: lineId, at, from, until },
});

describe('a line’s place', () => {
  it('HLS-81 is where it came while it is live, and what comes at once stands one after the other', () => {
    const lines = [
      line('a', 5_000, 1_000, 3_000),
      line('b', 5_000, 3_000, 4_500),
      line('c', 9_000, 9_000, 10_200),
    ];
    expect(placedAsItCame(lines)).toEqual([
      { lineId: 'a', text: 'a', fromMs: 5_000, untilMs: 7_000 },
      { lineId: 'b', text: 'b', fromMs: 6_000, untilMs: 7_500 },
      { lineId: 'c', text: 'c', fromMs: 9_000, untilMs: 10_200 },
    ]);
  });

  it('HLS-82 is where it was said in the recording', () => {
    const lines = [line('a', 5_000, 3_000, 4_500), line('b', 6_000, 1_000, 3_000)];
    expect(placedAsItWasSaid(lines).map(({ lineId, fromMs }) => [lineId, fromMs])).toEqual([
      ['b', 1_000],
      ['a', 3_000],
    ]);
  });
});

describe('a segment of captions', () => {
  const segment = { wallMs: WALL, durationMs: 2_000, startMs: 24_000 };
  const placed = (fromMs: number, untilMs: number, text = 'Hello.') => ({
    ...{ lineId: 'l1', text, fromMs: WALL + fromMs, untilMs: WALL + untilMs },
  });

  it('HLS-83 tells its cues in the time of the media', () => {
    expect(captionSegment(segment, [placed(500, 1_700)])).toBe(`WEBVTT
X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000

l1
00:00:24.500 --> 00:00:25.700
Hello.
`);
  });

  it('is a header alone where nobody said anything', () => {
    const header = 'WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n';
    expect(captionSegment(segment, [])).toBe(header);
    expect(captionSegment(segment, [placed(-3_000, 0), placed(2_000, 4_000)])).toBe(header);
  });

  it('HLS-83 repeats what began before it, at the same time and under the same name', () => {
    const next = { wallMs: WALL + 2_000, durationMs: 2_000, startMs: 26_000 };
    const cue = 'l1\n00:00:25.000 --> 00:00:28.000\nHello.\n';
    expect(captionSegment(segment, [placed(1_000, 4_000)])).toContain(cue);
    expect(captionSegment(next, [placed(1_000, 4_000)])).toContain(cue);
  });

  it.each([
    ['Fish & chips', 'Fish &amp; chips'],
    ['<b>bold</b>', '&lt;b&gt;bold&lt;/b&gt;'],
    ['a --> b', 'a --&gt; b'],
    ['two\nlines', 'two lines'],
    ['two\n\ncues', 'two cues'],
    ['שלום, world', 'שלום, world'],
  ])('has %j as text, and as nothing else', (text, shown) => {
    expect(captionSegment(segment, [placed(0, 1_200, text)])).toContain(`--> 00:00:25.200\n${shown}\n`);
  });
});

it('has the segments of the least sound, which is never left out, else of what there is', () => {
  const names = ['v540', 'v360', 'a96', 'a32'];
  const infoOf = (name: string) => ({ kind: name.startsWith('a') ? ('audio' as const) : ('video' as const) });
  expect(captionsLead(names, infoOf, () => true)).toBe('a32');
  expect(captionsLead(names, infoOf, (name) => name !== 'a32')).toBe('a96');
  expect(captionsLead(names, infoOf, (name) => name.startsWith('v'))).toBe('v540');
  expect(captionsLead(names, infoOf, () => false)).toBeUndefined();
});

it.each([
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['pt-BR', 'português (Brasil)'],
])('%s calls itself %s', (language, name) => {
  expect(languageName(language)).toBe(name);
});
