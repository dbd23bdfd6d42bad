import { type OverviewClass, overviewSchema } from '@rostrum/protocol/http';
import {
  type ClassId,
  type PersonId,
  type RoomState,
  type StreamId,
  emptyRoom,
} from '@rostrum/protocol/room';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { type ClassFacts, type OverviewFacts, assembleOverview, overviewOf } from './assemble-overview.ts';

const names = (id: string) => ({
  classId: id as ClassId,
  code: id.toUpperCase(),
  classTitle: `Class ${id}`,
  courseTitle: 'Course',
  institutionName: 'University',
});
const unmarked = { muted: false, removed: false, screen: false, draw: false };
const person = (id: string, here: boolean) => ({
  [id]: { personId: id as PersonId, name: id, role: 'guest' as const, here, ...unmarked },
});
const streamId = 's1' as StreamId;
const live: RoomState = {
  ...emptyRoom,
  people: { ...person('a', true), ...person('b', false), ...person('c', true) },
  stream: { status: 'live', streamId, since: 50 },
};
const stopped: RoomState = { ...emptyRoom, stream: { status: 'stopped', streamId, reason: 'ended', at: 70 } };
const broadcast: OverviewClass['broadcast'] = { status: 'running', restarts: 1, rungs: [] };

const classOf = (id: string, state: RoomState | undefined, over: Partial<ClassFacts> = {}) =>
  overviewOf({ names: names(id), state, media: {}, ...over });

const facts: OverviewFacts = {
  version: '1.2.3',
  startedAt: 1,
  at: 100,
  transcoder: { status: 'missing', reason: 'no FFmpeg' },
  media: { workers: 0, ports: [], reason: 'no worker' },
  institutionName: 'University',
  classes: [
    classOf('live', live, { media: { broadcast } }),
    classOf('stopped', stopped),
    classOf('unopened', undefined),
  ],
};

it('puts people, stream and media of every class side by side', () => {
  const overview = assembleOverview(facts);
  expect(v.parse(overviewSchema, overview)).toEqual(overview);
  expect(overview).toMatchObject({
    institutionName: 'University',
    version: '1.2.3',
    transcoder: facts.transcoder,
  });
  expect(overview.classes).toEqual([
    {
      classId: 'live',
      code: 'LIVE',
      classTitle: 'Class live',
      courseTitle: 'Course',
      here: 2,
      stream: 'live',
      since: 50,
      broadcast,
    },
    expect.objectContaining({ classId: 'stopped', here: 0, stream: 'stopped', since: 70 }),
    expect.objectContaining({ classId: 'unopened', here: 0, stream: 'idle' }),
  ]);
});

it('has something to show where there is no class', () => {
  expect(assembleOverview({ ...facts, institutionName: undefined, classes: [] })).toMatchObject({
    institutionName: 'No institution yet',
    classes: [],
  });
});

it('says who is on the stage, whose hand is up and what players report, where there are any', () => {
  const guests = [{ personId: 'a' as PersonId, name: 'A', enteredAt: 1, held: [] }];
  const hands = [
    { personId: 'b' as PersonId, name: 'B', raisedAt: 1 },
    { personId: 'c' as PersonId, name: 'C', raisedAt: 2 },
  ];
  const state: RoomState = { ...live, stage: { ...emptyRoom.stage, guests }, hands };
  const players = {
    reporting: 9,
    startP95Ms: 1,
    delayP50Ms: 1,
    delayP95Ms: 1500,
    stallsPerMinute: 0.5,
    rungs: {},
  };
  expect(classOf('live', state, { here: 1900, players })).toMatchObject({
    ...{ here: 1900, onStage: 1, hands: 2 },
    players: { reporting: 9, delayP95Ms: 1500, stallsPerMinute: 0.5 },
  });
  const quiet = classOf('live', live, { players: { ...players, reporting: 0 } });
  for (const field of ['onStage', 'hands', 'players', 'startsAt']) expect(quiet).not.toHaveProperty(field);
});

it('says how far a class is that is open, and why it is not recorded', () => {
  const stream = { status: 'live', streamId, since: 50, unrecorded: 'the disk is full' } as const;
  const open = classOf('live', { ...live, stream }, { phase: 'paused' });
  expect(open).toMatchObject({ phase: 'paused', unrecorded: 'the disk is full' });
  for (const field of ['phase', 'unrecorded']) expect(classOf('live', live)).not.toHaveProperty(field);
});

it('says when a class is to be', () => {
  const planned = overviewOf({ names: { ...names('next'), startsAt: 900 }, state: undefined, media: {} });
  expect(planned.startsAt).toBe(900);
});
