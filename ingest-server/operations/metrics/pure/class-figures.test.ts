import type { OverviewClass } from '@rostrum/protocol/http';
import type { NodeFacts } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { CLASSES_MAX, OTHERS, classFigures, labelsOf, onAir } from './class-figures.ts';
import type { Seen } from './seen.ts';

const AT = 100_000;
const node: NodeFacts = {
  ...{ at: AT, cpu: 0.5, memoryBytes: 1, eventLoopP99Ms: 2, sockets: 3, webRtc: 4, diskFreeBytes: null },
  ...{ spool: { segments: 0, bytes: 0 }, logWriteP95Ms: null, certificateDays: null, draining: false },
};

function live(id: string, over: Partial<OverviewClass> = {}): OverviewClass {
  const names = {
    classId: id as ClassId,
    code: id.toUpperCase(),
    classTitle: `Class ${id}`,
    courseTitle: 'Course',
  };
  return { ...names, here: 1, stream: 'live', since: 1, ...over };
}

function seen(classes: readonly OverviewClass[]): Seen {
  return {
    ...{
      version: undefined,
      sockets: 0,
      states: [],
      herePeak: 0,
      archive: { behind: { segments: 0, bytes: 0 }, stopped: 0 },
    },
    ...{ alerts: [], second: { node, classes: classes.map((overview) => ({ overview })) } },
  };
}

function valuesOf(name: string, classes: readonly OverviewClass[]): Record<string, number> {
  const figure = classFigures.find((one) => one.name === name);
  return Object.fromEntries(
    (figure?.values(seen(classes)) ?? []).map(({ labels, value }) => [labels['class'] ?? '', value]),
  );
}

const ingest: NonNullable<OverviewClass['ingest']> = {
  ...{
    videoBps: 2_000_000,
    audioBps: 64_000,
    lossPct: 1.5,
    jitterMs: 4,
    roundTripMs: 30,
    keyframeAgeMs: 500,
  },
  lately: { seconds: 1, lossPct: 0, jitterMs: 0, nacks: 0, plis: 0, firs: 0 },
};

it('are told in seconds, bytes and shares of one', () => {
  const classes = [live('a', { ingest, players: { reporting: 2, delayP95Ms: 1900, stallsPerMinute: 0 } })];
  expect(valuesOf('rostrum_ingest_video_bytes_per_second', classes)).toEqual({ a: 250_000 });
  expect(valuesOf('rostrum_ingest_loss_ratio', classes)).toEqual({ a: 0.015 });
  expect(valuesOf('rostrum_ingest_round_trip_seconds', classes)).toEqual({ a: 0.03 });
  expect(valuesOf('rostrum_ingest_keyframe_age_seconds', classes)).toEqual({ a: 0.5 });
  expect(valuesOf('rostrum_class_player_delay_p95_seconds', classes)).toEqual({ a: 1.9 });
});

it('say how long a picture has been black, and 0 while it is not', () => {
  const broadcast = { status: 'running', restarts: 0, rungs: [] } as const;
  const classes = [
    live('dark', { broadcast: { ...broadcast, rungs: [], blackSince: AT - 12_000 } }),
    live('well', { broadcast: { ...broadcast, rungs: [] } }),
    live('waiting'),
  ];
  expect(valuesOf('rostrum_programme_black_seconds', classes)).toEqual({ dark: 12, well: 0 });
});

it('leave out what isn’t known, and classes that are not on air', () => {
  const players = { reporting: 0, delayP95Ms: null, stallsPerMinute: 0 };
  const classes = [live('a', { players }), live('b', { stream: 'idle' })];
  expect(valuesOf('rostrum_class_player_delay_p95_seconds', classes)).toEqual({});
  expect(valuesOf('rostrum_ingest_loss_ratio', classes)).toEqual({});
  expect(valuesOf('rostrum_class_people_here', classes)).toEqual({ a: 1 });
});

it('name the class beside its id', () => {
  const info = classFigures.find(({ name }) => name === 'rostrum_class_info');
  expect(info?.values(seen([live('a')]))).toEqual([
    { labels: { class: 'a', title: 'Class a', code: 'A' }, value: 1 },
  ]);
});

it('have a line for each class up to a limit, and one for all the others', () => {
  const many = Array.from({ length: CLASSES_MAX + 3 }, (_, i) =>
    live(`c${i}`, { since: i, ingest: { ...ingest, lossPct: i } }),
  );
  const here = valuesOf('rostrum_class_people_here', many.toReversed());
  expect(Object.keys(here)).toHaveLength(CLASSES_MAX + 1);
  expect([here['c0'], here[OTHERS], here[`c${CLASSES_MAX}`]]).toEqual([1, 3, undefined]);
  // What adds up is added, else the worst one stands for them.
  expect(valuesOf('rostrum_ingest_loss_ratio', many)[OTHERS]).toBe((CLASSES_MAX + 2) / 100);
  expect(labelsOf(onAir(seen(many))).get(`c${CLASSES_MAX + 1}`)).toBe(OTHERS);
});

it('give a class its line for as long as it is on air', () => {
  const first = live('z', { since: 1 });
  const later = live('a', { since: 2 });
  expect(onAir(seen([later, first])).map(({ classId }) => classId)).toEqual(['z', 'a']);
});
