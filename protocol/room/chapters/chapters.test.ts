import { describe, expect, it } from 'vitest';
import {
  type Chapter,
  type ChapterName,
  type Event,
  type LoggedEvent,
  type Scene,
  chaptersIn,
  emptyRoom,
  placeChapters,
  reduceAll,
} from '../index.ts';
import { id } from '../test-log.ts';

const by = { personId: id('prof'), name: 'Grace' };
const turned = (page: number, title?: string): Event => ({
  ...{ type: 'slides.turned', page, personId: by.personId },
  ...(title === undefined ? {} : { title }),
});
const announced = (text: string): Event => ({ type: 'announcement.made', text, ...by });
const phase = (next: 'paused' | 'live'): Event => ({ type: 'class.phase-changed', phase: next });
const started: Event = { type: 'stream.started', streamId: id('s1') };

const logOf = (...happened: [seconds: number, event: Event][]): LoggedEvent[] =>
  happened.map(([seconds, event], i) => ({ seq: i + 1, at: seconds * 1000, event }));
const live = (...happened: [seconds: number, event: Event][]) =>
  reduceAll(emptyRoom, logOf(...happened)).chapters;

describe('the chapters of a class', () => {
  it('are what happened in it, in data that any language can say', () => {
    const item = { kind: 'link', url: 'https://example.org/', title: 'The book' } as const;
    const draft = { question: 'Which?', form: { kind: 'text' }, anonymous: false } as const;
    const happened: [number, Event][] = [
      [0, { type: 'class.phase-changed', phase: 'live' }],
      [10, announced(' Good\nmorning ')],
      [20, turned(3)],
      [50, turned(4, 'Light')],
      [90, { type: 'share.added', sharedId: id('x'), item, personId: by.personId }],
      [120, { type: 'poll.opened', pollId: id('p'), draft, personId: by.personId }],
      [150, phase('paused')],
      [200, phase('live')],
    ];
    expect(live(...happened)).toEqual([
      { at: 10_000, name: { is: 'titled', title: 'Good morning' } },
      { at: 20_000, name: { is: 'slide', page: 3 } },
      { at: 50_000, name: { is: 'slide', page: 4, title: 'Light' } },
      { at: 90_000, name: { is: 'titled', title: 'The book' } },
      { at: 120_000, name: { is: 'poll', question: 'Which?' } },
      { at: 150_000, name: { is: 'break' } },
      { at: 200_000, name: { is: 'after-break' } },
    ]);
    expect(chaptersIn(logOf(...happened))).toEqual(live(...happened));
  });

  it('leave out pages that were flipped past, or put away at once', () => {
    const closed: Event = { type: 'slides.closed', personId: by.personId };
    const pages = live([0, turned(1)], [20, turned(2)], [22, turned(3)], [24, turned(4)], [30, closed]);
    expect(pages.map(({ name }) => name)).toEqual([{ is: 'slide', page: 1 }]);
  });

  it('begin anew with a stream while it is live, and go on in the log', () => {
    const happened: [number, Event][] = [
      [1, announced('Before')],
      [2, started],
      [30, announced('Now')],
    ];
    expect(live(...happened)).toMatchObject([{ at: 30_000 }]);
    expect(chaptersIn(logOf(...happened))).toHaveLength(2);
  });

  it('are no more than a page can be told at once', () => {
    const many = Array.from({ length: 510 }, (_, i): [number, Event] => [i, announced(`No. ${i}`)]);
    expect(live(...many)).toHaveLength(500);
    expect(live(...many).at(-1)?.name).toEqual({ is: 'titled', title: 'No. 509' });
  });

  it('have their places in what is watched, none soon after the one before', () => {
    const chapters = live(
      [5, announced('Before')],
      [12, turned(1, 'Waves')],
      [40, turned(2, 'Waves')],
      [45, announced('The exam')],
      [50, announced('Too close')],
      [70, turned(3)],
      [500, announced('Long after')],
    );
    const stretch = { fromMs: 10_000, toMs: 100_000, placeOf: (at: number) => at - 10_000 };
    expect(placeChapters(chapters, stretch)).toEqual([
      { placeMs: 0, name: { is: 'slide', page: 1, title: 'Waves' } },
      { placeMs: 35_000, name: { is: 'titled', title: 'The exam' } },
      { placeMs: 60_000, name: { is: 'slide', page: 3 } },
    ]);
    expect(placeChapters([], stretch)).toEqual([{ placeMs: 0, name: { is: 'beginning' } }]);
  });
});

describe('the chapters of scenes', () => {
  const shown = (scene: Scene): Event => ({ type: 'scene.shown', scene, personId: by.personId });
  const slides = shown({ kind: 'picture-in-picture', content: 'slides' });
  const slidesAlone = shown({ kind: 'slides' });
  const camera = shown({ kind: 'camera' });
  const board = shown({ kind: 'board' });
  const bench = shown({ kind: 'custom', name: 'Bench' });
  const onCamera = { is: 'scene', shows: 'camera' } as const;
  const onBoard = { is: 'scene', shows: 'board' } as const;
  const onSlides = { is: 'scene', shows: 'slides' } as const;

  it.each<[string, [seconds: number, event: Event][], [seconds: number, name: object][]]>([
    [
      'begin where something else is looked at, and not with what was there first',
      [
        [0, slides],
        [40, board],
        [90, slides],
        [120, bench],
      ],
      [
        [40, onBoard],
        [90, onSlides],
        [120, { is: 'own-scene', title: 'Bench' }],
      ],
    ],
    [
      'go on while the same is shown in another way',
      [
        [0, slides],
        [40, slidesAlone],
        [80, shown({ kind: 'side-by-side', content: 'slides' })],
      ],
      [],
    ],
    [
      'are none of looks aside, neither there nor back',
      [
        [0, slides],
        [60, camera],
        [65, board],
        [70, slidesAlone],
        [100, camera],
      ],
      [[100, onCamera]],
    ],
    [
      'are none of what was gone before it had stood for a while, also as the first',
      [
        [0, slides],
        [3, camera],
        [40, board],
      ],
      [[40, onBoard]],
    ],
    [
      'begin anew with another stream and with another sender, of which nobody knows what was shown',
      [
        [0, started],
        [1, slides],
        [40, { type: 'stream.source-changed', streamId: id('s1'), source: 'encoder' }],
        [80, { type: 'stream.source-changed', streamId: id('s1'), source: 'studio' }],
        [81, camera],
      ],
      [],
    ],
  ])('%s', (_what, happened, expected) => {
    const chapters = live(...happened);
    expect(chapters.map(({ at, name }) => [at / 1000, name])).toEqual(expected);
    expect(chaptersIn(logOf(...happened))).toEqual(chapters);
  });

  it('leave those of slides as they are', () => {
    const happened: [number, Event][] = [
      [0, slides],
      [20, turned(1, 'Waves')],
      [40, board],
      [80, turned(2, 'Light')],
    ];
    expect(live(...happened).map(({ name }) => name)).toEqual([
      { is: 'slide', page: 1, title: 'Waves' },
      onBoard,
      { is: 'slide', page: 2, title: 'Light' },
    ]);
  });

  const page: ChapterName = { is: 'slide', page: 3 };
  const poll: ChapterName = { is: 'poll', question: 'Which?' };
  it.each<[string, [seconds: number, name: ChapterName][], [seconds: number, name: ChapterName][]]>([
    [
      'are called after a slide that is turned to in them at once',
      [
        [60, onSlides],
        [65, page],
      ],
      [[60, page]],
    ],
    [
      'are called after anything else that happens in them at once',
      [
        [60, onCamera],
        [74, poll],
        [75, page],
      ],
      [
        [60, poll],
        [75, page],
      ],
    ],
    [
      'are no place of their own right after a slide',
      [
        [60, page],
        [65, onSlides],
      ],
      [[60, page]],
    ],
    [
      'wait until it is known that they stay',
      [
        [60, onBoard],
        [186, onCamera],
      ],
      [[60, onBoard]],
    ],
  ])('in what is watched %s', (_what, chapters, expected) => {
    const all = chapters.map(([seconds, name]): Chapter => ({ at: seconds * 1000, name }));
    const placed = placeChapters(all, { fromMs: 0, toMs: 200_000, placeOf: (at) => at });
    expect(placed.map(({ placeMs, name }) => [placeMs / 1000, name])).toEqual([
      [0, { is: 'beginning' }],
      ...expected,
    ]);
  });
});
