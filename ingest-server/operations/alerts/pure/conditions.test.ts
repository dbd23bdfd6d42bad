import { type AlertKind, type Severity, alertKinds, alertWords } from '@rostrum/protocol/operations';
import { describe, expect, it } from 'vitest';
import { type Otherwise, START, classId, classTitle, institutionId, second } from '../test-support/second.ts';
import { followsFrom } from './causes.ts';
import { conditionsIn } from './conditions.ts';

const ago = (ms: number) => START - ms;
const nothing = { ingest: { videoBps: 0, audioBps: 0 } };
const ended = {
  ...{ stream: 'stopped' as const, ingest: undefined, broadcast: undefined },
  players: { reporting: 9, delayP95Ms: 9_000, stallsPerMinute: 3 },
};

const faults: [AlertKind, Severity, Record<string, number>, Otherwise][] = [
  [
    ...(['connections-failing', 'bad', { failedPct: 12.5, failed: 5, tried: 40 }] as const),
    { connections: { tried: 40, failed: 5, failedAt: ago(7_000) } },
  ],
  ['no-keyframe', 'warn', { ageS: 5 }, { ingest: { keyframeAgeMs: 5_000 } }],
  ['silence', 'warn', { forS: 5 }, { broadcast: { silentSince: ago(5_000) } }],
  ['silence', 'bad', { forS: 30 }, { broadcast: { silentSince: ago(30_000) } }],
  ['black-picture', 'bad', { forS: 4 }, { broadcast: { blackSince: ago(4_000) } }],
  ['frozen-picture', 'bad', { framesPerSecond: 0 }, { ingest: { videoBps: 0 } }],
  [
    ...(['frozen-picture', 'bad', { framesPerSecond: 0 }] as const),
    { ingest: { framesPerSecond: 0 }, broadcast: { frozenSince: ago(4_000) } },
  ],
  // A film that was paused, or a camera that hangs: the studio itself goes on.
  ['frozen-picture', 'warn', { forS: 60 }, { broadcast: { frozenSince: ago(60_000) } }],
  [
    ...(['transcoder-slow', 'bad', { speedPct: 80, rungs: 3, leftOut: 1 }] as const),
    { broadcast: { speed: 0.8, leftOut: ['1080p'] } },
  ],
  ['transcoder-failing', 'bad', { restarts: 4, partAgeS: 3 }, deaths('failed')],
  ['transcoder-failing', 'bad', { restarts: 4, partAgeS: 3 }, deaths('restarting')],
  ['transcoder-failing', 'bad', { restarts: 0, partAgeS: 4 }, { broadcast: { lastPartAgeMs: 4_000 } }],
  [
    ...(['transcoder-failing', 'bad', { restarts: 6, partAgeS: 0 }] as const),
    {
      overview: {
        stream: 'idle',
        broadcast: { status: 'failed', restarts: 6, rungs: [] },
        ingest: undefined,
        players: undefined,
      },
    },
  ],
  [
    ...(['delay-high', 'warn', { delayS: 4.2, reporting: 3 }] as const),
    { overview: { players: { reporting: 3, delayP95Ms: 4_210, stallsPerMinute: 0 } } },
  ],
  ['loss-high', 'warn', { lossPct: 7.2, roundTripMs: 24 }, { ingest: { lossPct: 7.24 } }],
  ['nothing-comes-in', 'bad', { here: 142 }, nothing],
  ['nothing-comes-in', 'bad', { here: 142 }, { overview: { ingest: undefined } }],
  ['nothing-comes-in', 'bad', { here: 142 }, { broadcast: { slate: 'away' } }],
  [
    ...(['spool-growing', 'warn', { segments: 11, megabytes: 10 }] as const),
    { node: { spool: { segments: 11, bytes: 10 * 1024 ** 2 } } },
  ],
  [
    ...(['store-failing', 'warn', { segments: 3, megabytes: 2 }] as const),
    { node: { spool: { segments: 3, bytes: 2e6, failing: 'refused' } } },
  ],
  ['recording-stopped', 'bad', {}, { overview: { unrecorded: 'the disk is full' } }],
  ['disk-low', 'warn', { freeGb: 4 }, { node: { diskFreeBytes: 4 * 1024 ** 3 } }],
  ['disk-low', 'bad', { freeGb: 1.9 }, { node: { diskFreeBytes: 1.9 * 1024 ** 3 } }],
  ['certificate-old', 'warn', { days: 13.5 }, { node: { certificateDays: 13.5 } }],
  ['certificate-old', 'bad', { days: -1 }, { node: { certificateDays: -1 } }],
  ['event-loop-late', 'warn', { lateMs: 312, sockets: 420 }, { node: { eventLoopP99Ms: 311.6 } }],
  ['database-slow', 'warn', { writeMs: 800 }, { node: { logWriteP95Ms: 800 } }],
];

const well: [string, Otherwise][] = [
  ['all is well', {}],
  // In a slide nothing ever moved by itself, so nothing is said to be frozen.
  ['a slide stands still for minutes', { ingest: { videoBps: 12_000, framesPerSecond: 30 } }],
  ['a slide stands still, and its studio sends one picture a second', { ingest: { framesPerSecond: 1 } }],
  ['somebody sits still for a moment', { broadcast: { frozenSince: ago(3_500) } }],
  [
    'no picture was ever sent, sound alone',
    { ingest: { videoBps: 0, codec: undefined } as Otherwise['ingest'] },
  ],
  ['somebody thinks', { broadcast: { silentSince: ago(4_000) } }],
  ['a film cuts through black', { broadcast: { blackSince: ago(2_000) } }],
  ['a key frame comes each four seconds', { ingest: { keyframeAgeMs: 4_000 } }],
  [
    'the class waits in the lobby',
    { overview: { phase: 'lobby' }, broadcast: { silentSince: ago(600_000) } },
  ],
  ['the class has a break, and the studio sleeps', { overview: { phase: 'paused' }, ...nothing }],
  [
    'an admin shows our own picture',
    {
      ingest: { keyframeAgeMs: 60_000 },
      broadcast: {
        slate: 'chosen',
        silentSince: ago(60_000),
        frozenSince: ago(60_000),
        blackSince: ago(60_000),
      },
    },
  ],
  ['the transcoder was begun anew and runs', { broadcast: { restarts: 12, lastPartAgeMs: 1_800 } }],
  ['the transcoder begins', { overview: { stream: 'idle' }, broadcast: { status: 'starting' } }],
  ['the transcoder trembles around its pace', { broadcast: { speed: 0.96 } }],
  [
    'two players have slow networks of their own',
    { overview: { players: { reporting: 2, delayP95Ms: 20_000, stallsPerMinute: 0 } } },
  ],
  [
    'no player says how far behind it is',
    { overview: { players: { reporting: 50, delayP95Ms: null, stallsPerMinute: 0 } } },
  ],
  ['as much is lost as the studio’s own warning allows', { ingest: { lossPct: 4.9 } }],
  ['two laptops are shut', { connections: { tried: 4, failed: 2 } }],
  ['one of fifty connections fails', { connections: { tried: 500, failed: 10 } }],
  ['what failed, failed a while ago', { connections: { tried: 40, failed: 20, failedAt: ago(9_000) } }],
  ['connections fail at night', { overview: ended, connections: { tried: 9, failed: 9 } }],
  ['a lecture is over', { overview: ended }],
  [
    'a second in which the media part did not answer',
    { overview: { ingest: undefined, broadcast: undefined } },
  ],
  ['segments are on their way to the store', { node: { spool: { segments: 4, bytes: 4e6 } } }],
  ['the store catches up', { node: { spool: { segments: 9_000, bytes: 8e9 } } }],
  [
    'nothing is known of disk, certificate and log',
    { node: { diskFreeBytes: null, certificateDays: null, logWriteP95Ms: null } },
  ],
];

function deaths(status: 'failed' | 'restarting'): Otherwise {
  return { broadcast: { status, restarts: 4, lastPartAgeMs: 3_000 } };
}

/** The store had caught up a little since. */
const spoolBefore = 9_001;
const found = (otherwise: Otherwise, before: number | undefined = spoolBefore) =>
  conditionsIn(second(otherwise), before);

describe('a second in which something is wrong', () => {
  it.each(faults)('has %s, %s, with %o', (kind, severity, figures, otherwise) => {
    const conditions = found(otherwise, 8);
    expect(conditions.filter(({ isHidden }) => !isHidden)).toEqual([
      expect.objectContaining({ kind, severity, figures, isHidden: false }),
    ]);
  });

  it('can have every kind there is', () => {
    expect(new Set(faults.map(([kind]) => kind))).toEqual(new Set(alertKinds));
  });

  it.each(faults)(
    'gives all the figures that the words for %s want',
    (kind, _severity, _figures, otherwise) => {
      const [condition] = found(otherwise, 8).filter((one) => one.kind === kind);
      const { title, means } = alertWords({ kind, figures: condition?.figures ?? {} });
      expect(`${title} ${means}`).not.toMatch(/\?|undefined|NaN/);
    },
  );

  it('says whose class it is of, or that it is of the whole server', () => {
    const [silent] = found({ broadcast: { silentSince: ago(9_000) } });
    expect(silent?.of).toEqual({ classId, classTitle, institutionId });
    expect(found({ node: { eventLoopP99Ms: 900 } })[0]).not.toHaveProperty('of');
  });
});

describe('nothing is wrong', () => {
  it.each(well)('where %s', (_what, otherwise) => {
    expect(found(otherwise)).toEqual([]);
  });

  it('where no more than a segment of each rung is on its way, however often', () => {
    const some = { node: { spool: { segments: 4, bytes: 4e6 } } };
    expect(found(some, 3)).toEqual([]);
  });

  it('where a spool is read for the first time, however much waits', () => {
    const many = { node: { spool: { segments: 400, bytes: 4e8 } } };
    expect(conditionsIn(second(many), undefined)).toEqual([]);
  });
});

describe('before a lecture', () => {
  it.each([
    ['ten minutes before', 10, true],
    ['ten minutes after it should have begun', -10, true],
    ['an hour before', 60, false],
  ])('connections that fail are a fault %s: %s minutes, %s', (_when, minutes, isFault) => {
    const startsAt = START + minutes * 60_000;
    const conditions = found({ overview: { ...ended, startsAt }, connections: { tried: 10, failed: 9 } });
    expect(conditions.map(({ kind }) => kind)).toEqual(isFault ? ['connections-failing'] : []);
  });
});

describe('a cause', () => {
  const far = { reporting: 140, delayP95Ms: 9_000, stallsPerMinute: 0 };
  const all: Otherwise = {
    ingest: { keyframeAgeMs: 9_000, lossPct: 30, framesPerSecond: 0 },
    broadcast: { silentSince: ago(9_000), blackSince: ago(9_000), frozenSince: ago(9_000), speed: 0.5 },
    overview: { players: far },
  };

  it.each<[string, Otherwise, AlertKind[]]>([
    ['a studio that is away', { ...all, ingest: { ...all.ingest, ...nothing.ingest } }, ['nothing-comes-in']],
    [
      'a studio that is away, with our own picture shown',
      { ...all, ...nothing, broadcast: { ...all.broadcast, slate: 'away' } },
      ['nothing-comes-in'],
    ],
    [
      'a transcoder that fails',
      { broadcast: { ...all.broadcast, status: 'failed' }, ingest: { keyframeAgeMs: 9_000 } },
      ['transcoder-failing'],
    ],
    ['a slow transcoder', { broadcast: { speed: 0.5 }, overview: { players: far } }, ['transcoder-slow']],
    [
      'a lossy line',
      {
        ingest: { lossPct: 30, keyframeAgeMs: 9_000, framesPerSecond: 0 },
        broadcast: { frozenSince: ago(9_000) },
      },
      ['loss-high'],
    ],
    [
      'no key frame',
      { ingest: { keyframeAgeMs: 9_000, framesPerSecond: 0 }, broadcast: { frozenSince: ago(9_000) } },
      ['no-keyframe'],
    ],
    [
      'a black picture',
      { ingest: { framesPerSecond: 0 }, broadcast: { blackSince: ago(9_000), frozenSince: ago(9_000) } },
      ['black-picture'],
    ],
    [
      'a store that can’t be written',
      { node: { spool: { segments: 900, bytes: 1e9, failing: 'refused' } } },
      ['store-failing'],
    ],
    ['a server that is late', { node: { eventLoopP99Ms: 900, logWriteP95Ms: 900 } }, ['event-loop-late']],
  ])('hides what follows from it: %s', (_what, otherwise, told) => {
    const conditions = found(otherwise, 8);
    expect(conditions.filter(({ isHidden }) => !isHidden).map(({ kind }) => kind)).toEqual(told);
  });

  it('hides nothing of another class', () => {
    const away = second({ ...nothing });
    const [silent] = second({ broadcast: { silentSince: ago(9_000) } }).classes;
    const conditions = conditionsIn({ ...away, classes: [...away.classes, ...(silent ? [silent] : [])] }, 8);
    expect(conditions.map(({ kind, isHidden }) => [kind, isHidden])).toEqual([
      ['nothing-comes-in', false],
      ['silence', false],
    ]);
  });

  it('never follows from what follows from it', () => {
    const reached = (from: AlertKind, seen: ReadonlySet<AlertKind> = new Set()): ReadonlySet<AlertKind> =>
      (followsFrom[from] ?? []).reduce(
        (all, kind) => (all.has(kind) ? all : reached(kind, new Set([...all, kind]))),
        seen,
      );
    for (const kind of alertKinds) expect(reached(kind).has(kind)).toBe(false);
  });
});
