import type { OverviewClass } from '@rostrum/protocol/http';
import { type Players, sampleSchema } from '@rostrum/protocol/operations';
import type { ClassId } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { sampleOf } from './sample.ts';

const row: OverviewClass = {
  classId: 'c1' as ClassId,
  code: 'C1',
  classTitle: 'Class',
  courseTitle: 'Course',
  here: 40,
  stream: 'live',
};
const nobody: Players = {
  ...{ reporting: 0, startP95Ms: null, delayP50Ms: null, delayP95Ms: null, stallsPerMinute: 0, rungs: {} },
};
const lately = { seconds: 1, lossPct: 1, jitterMs: 1, nacks: 0, plis: 0, firs: 0 };

it('has what comes in, what goes out, who is there and what their players say', () => {
  const second = sampleOf({
    at: 1000,
    row: {
      ...row,
      onStage: 2,
      hands: 3,
      ingest: {
        videoBps: 2_500_000.4,
        audioBps: 96_000,
        lossPct: 0.123456,
        jitterMs: 4,
        roundTripMs: 21,
        lately,
      },
      broadcast: {
        ...{ status: 'running', restarts: 0, speed: 1.0049, lastPartAgeMs: 180.2 },
        rungs: [
          { name: '720p', kind: 'video', bitrateBps: 1 },
          { name: 'sound', kind: 'audio', bitrateBps: 1 },
        ],
      },
    },
    players: { ...nobody, reporting: 30, delayP95Ms: 1825, startP95Ms: 925, stallsPerMinute: 0.02 },
    egressBps: 1e6,
  });
  expect(v.parse(sampleSchema, second)).toEqual(second);
  expect(second).toEqual({
    at: 1000,
    videoBps: 2_500_000,
    audioBps: 96_000,
    lossPct: 0.12,
    jitterMs: 4,
    roundTripMs: 21,
    framesIn: null,
    framesOut: null,
    speed: 1,
    partAgeMs: 180,
    rungs: 2,
    here: 40,
    onStage: 2,
    hands: 3,
    players: 30,
    delayMs: 1825,
    startMs: 925,
    stallsPerMinute: 0.02,
    egressBps: 1e6,
  });
});

it('leaves open what nobody could read, instead of calling it none', () => {
  expect(sampleOf({ at: 1, row, players: nobody, egressBps: null })).toMatchObject({
    ...{ videoBps: null, rungs: null, speed: null, stallsPerMinute: null, egressBps: null },
    ...{ here: 40, onStage: 0, players: 0 },
  });
});
