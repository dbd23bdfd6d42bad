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
import { type OverviewFacts, assembleOverview } from './assemble-overview.ts';

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
const states: Record<string, RoomState> = { live, stopped };
const broadcast: OverviewClass['broadcast'] = { status: 'running', restarts: 1, rungs: [] };

const facts: OverviewFacts = {
  version: '1.2.3',
  startedAt: 1,
  at: 100,
  transcoder: { status: 'missing', reason: 'no FFmpeg' },
  media: { workers: 0, ports: [], reason: 'no worker' },
  classes: ['live', 'stopped', 'unopened'].map(names),
  stateOf: (classId) => states[classId],
  mediaOf: (classId) => (classId === 'live' ? { broadcast } : {}),
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
  expect(assembleOverview({ ...facts, classes: [] })).toMatchObject({
    institutionName: 'No institution yet',
    classes: [],
  });
});
