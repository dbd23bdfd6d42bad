import type { Event, LoggedEvent, Scene } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';
import { chapterWords, chaptersOf } from './chapters.ts';
import type { KeptSegment } from './kept.ts';
import { nextNumber } from './next-number.ts';
import { clockStretches, recordingClock } from './recording-clock.ts';
import { keepDaysOf, overdue } from './retention.ts';
import { ordinalOf, spoolFileName } from './spool-record.ts';
import { choosePoster, pickForStrip, stripCues } from './strip.ts';
import { webVtt } from './web-vtt.ts';

const START = 1_000_000;
const segments = (count: number): KeptSegment[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ msn: i + 1, run: 0, wallMs: START + 2_000 * i, durationMs: 2_000 },
    ...{ is: 'complete', bytes: 1 },
  }));

it('leaves a store alone for longer and longer, but never for long', () => {
  expect([1, 2, 3, 6, 7, 100].map(backOffMs)).toEqual([250, 500, 1_000, 8_000, 10_000, 10_000]);
});

it.each([
  ['at once', 0, 12],
  ['within the segment that was open', 1_900, 12],
  ['ten seconds later', 10_000, 16],
  ['with a clock that went back', -60_000, 12],
])('HLS-53: goes on behind number 10, started %s', (_, laterMs, next) => {
  expect(nextNumber({ msn: 10, endMs: START }, START + laterMs)).toBe(next);
});

it('names the files of a spool so that they sort as they came', () => {
  const names = [0, 9, 10, 999_999_999].map(spoolFileName);
  expect([...names].sort()).toEqual(names);
  expect(names.map(ordinalOf)).toEqual([0, 9, 10, 999_999_999]);
  expect(['1.rec', '000000001.rec.part', 'x'].map(ordinalOf)).toEqual([undefined, undefined, undefined]);
});

describe('a recording’s own time', () => {
  const all = segments(5);
  all[2] = { ...all[2]!, durationMs: 2_100 };
  const clock = recordingClock(all);

  it('counts every segment, by its number and by the wall clock', () => {
    expect(clock.durationMs).toBe(10_100);
    expect([1, 4, 6].map(clock.ofSegment)).toEqual([0, 6_100, undefined]);
    expect([START - 5, START + 4_500, START + 6_000, START + 99_000].map(clock.ofWall)).toEqual([
      0, 4_500, 6_100, 10_100,
    ]);
  });

  it('is told in few words: anew only where it and the wall clock part', () => {
    expect(clockStretches(segments(3_600))).toEqual([{ fromMs: 0, wallMs: START }]);
    expect(clockStretches([])).toEqual([]);
    const later = segments(4).map((one, i) => (i < 2 ? one : { ...one, wallMs: one.wallMs + 30_000 }));
    expect(clockStretches(later)).toEqual([
      { fromMs: 0, wallMs: START },
      { fromMs: 4_000, wallMs: START + 34_000 },
    ]);
  });
});

describe('chapters', () => {
  const by = { personId: 'p' as never, name: 'Ada' };
  const at = (seconds: number, event: Event): LoggedEvent => ({ seq: 1, at: START + seconds * 1000, event });
  const announce = (text: string) => ({ type: 'announcement.made', text, ...by }) as const;
  const phase = (name: 'paused' | 'live') => ({ type: 'class.phase-changed', phase: name }) as const;
  const chapters = (events: LoggedEvent[]) =>
    chaptersOf(events, { startedAtMs: START, clock: recordingClock(segments(60)) }).map(
      ({ startMs, endMs, name }) => [startMs / 1000, endMs / 1000, chapterWords(name)],
    );

  it('begin with the lecture, and with what happens in it', () => {
    expect(
      chapters([
        at(-30, announce('Welcome')),
        at(0, phase('live')),
        at(20, announce('Waves')),
        at(22, announce('too close to the last')),
        at(50, phase('paused')),
        at(90, phase('live')),
        at(500, announce('Long after')),
      ]),
    ).toEqual([
      [0, 20, 'Beginning'],
      [20, 50, 'Waves'],
      [50, 90, 'Break'],
      [90, 120, 'After the break'],
    ]);
  });

  it('are named after what begins the lecture, in one line that fits', () => {
    expect(chapters([at(5, announce(`Optics\n${'x'.repeat(200)}`))])).toEqual([
      [0, 120, `Optics ${'x'.repeat(72)}…`],
    ]);
    expect(chapters([])).toEqual([[0, 120, 'Beginning']]);
  });

  describe('of slides', () => {
    const slides = (...turns: [seconds: number, page: number, title?: string][]) =>
      turns.map(([seconds, page, title], i): LoggedEvent => ({
        ...at(seconds, {
          ...{ type: 'slides.turned', page, personId: by.personId },
          ...(title === undefined ? {} : { title }),
        }),
        seq: i + 1,
      }));

    it('are the pages that were shown for a while, by their first line', () => {
      expect(chapters(slides([20, 2, 'Waves'], [50, 3], [90, 4, 'Light']))).toEqual([
        [0, 20, 'Beginning'],
        [20, 50, 'Waves'],
        [50, 90, 'Slide 3'],
        [90, 120, 'Light'],
      ]);
    });

    it('leave out the pages that were only flipped past', () => {
      expect(chapters(slides([20, 2, 'Two'], [22, 3, 'Three'], [24, 4, 'Four'], [80, 5, 'Five']))).toEqual([
        [0, 24, 'Beginning'],
        [24, 80, 'Four'],
        [80, 120, 'Five'],
      ]);
    });

    it('are one where a page builds up over several', () => {
      expect(chapters(slides([20, 2, 'Waves'], [40, 3, 'Waves'], [60, 4, 'Waves']))).toEqual([
        [0, 20, 'Beginning'],
        [20, 120, 'Waves'],
      ]);
    });
  });

  it('of scenes are what is looked at, where it stays', () => {
    const shown = (scene: Scene) => ({ type: 'scene.shown', scene, personId: by.personId }) as const;
    expect(
      chapters([
        at(-30, shown({ kind: 'slides' })),
        at(20, shown({ kind: 'side-by-side', content: 'board' })),
        at(50, shown({ kind: 'guests' })),
        at(55, shown({ kind: 'board' })),
        at(70, shown({ kind: 'camera' })),
        at(90, shown({ kind: 'custom', name: 'Bench' })),
        at(110, shown({ kind: 'screen' })),
      ]),
    ).toEqual([
      [0, 20, 'Beginning'],
      [20, 70, 'Whiteboard'],
      [70, 90, 'Camera'],
      [90, 120, 'Bench'],
    ]);
  });
});

describe('the strip of thumbnails', () => {
  it('has one picture for every ten seconds, of the first segment that there is', () => {
    const all = segments(12);
    all[5] = { ...all[5]!, is: 'gap' };
    expect(pickForStrip(all, recordingClock(all)).map(({ msn }) => msn)).toEqual([1, 7, 11]);
  });

  it('says where on which sheet each of them is', () => {
    const starts = Array.from({ length: 101 }, (_, i) => i * 10_000);
    const cues = stripCues(starts, { width: 160, height: 90 }, 1_012_000);
    expect([cues[0], cues[11], cues[100]]).toEqual([
      { startMs: 0, endMs: 10_000, text: 'thumbs/1.jpg#xywh=0,0,160,90' },
      { startMs: 110_000, endMs: 120_000, text: 'thumbs/1.jpg#xywh=160,90,160,90' },
      { startMs: 1_000_000, endMs: 1_012_000, text: 'thumbs/2.jpg#xywh=0,0,160,90' },
    ]);
  });

  it('leaves it to the first picture with something on it to be the poster, else to the best there is', () => {
    const black = { dark: 16, bright: 16 };
    expect(choosePoster([black, { dark: 20, bright: 90 }, { dark: 16, bright: 235 }])).toBe(1);
    expect(choosePoster([black, { dark: 16, bright: 30 }, black])).toBe(1);
    expect(choosePoster([black])).toBe(0);
  });
});

it('writes WebVTT that a title can’t break', () => {
  const cues = [
    { startMs: 0, endMs: 3_723_004, text: 'a < b & c\n\n00:01 --> 00:02' },
    { startMs: 5, endMs: 5, text: 'no time at all' },
  ];
  expect(webVtt(cues)).toBe('WEBVTT\n\n00:00:00.000 --> 01:02:03.004\na &lt; b &amp; c 00:01 --&gt; 00:02\n');
});

describe('how long recordings are kept', () => {
  const rules = [
    { scope: 'institution', scopeId: 'uni', keepDays: 30 },
    { scope: 'class', scopeId: 'physics', keepDays: undefined },
  ] as const;

  it('HLS-58: says the class, else its institution, else the server', () => {
    expect(keepDaysOf('physics', 'uni', rules, 7)).toBeUndefined();
    expect(keepDaysOf('chemistry', 'uni', rules, 7)).toBe(30);
    expect(keepDaysOf('art', 'college', rules, 7)).toBe(7);
    expect(keepDaysOf('art', undefined, rules, undefined)).toBeUndefined();
  });

  it('is over on the day, and never for what has not ended', () => {
    const day = 24 * 3_600_000;
    const all = [0, 1, undefined].map((endedAt) => ({ classId: 'a', endedAt }));
    expect(overdue(all, () => 1, day)).toEqual([all[0]]);
    expect(overdue(all, () => undefined, 100 * day)).toEqual([]);
  });
});
