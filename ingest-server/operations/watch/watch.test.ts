import type { OverviewClass } from '@rostrum/protocol/http';
import {
  type Alert,
  type NodeFacts,
  type OperationsTold,
  type PlayerReport,
  operationsToldSchema,
  sampleFields,
} from '@rostrum/protocol/operations';
import type { ClassId, PersonId, Role, StreamId } from '@rostrum/protocol/room';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Identity, openIdentity } from '../../identity/index.ts';
import { SqlEventLog } from '../../log/index.ts';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { type Room, Rooms } from '../../room/index.ts';
import type { AlertChange, Now } from '../alerts/index.ts';
import { type Watch, createWatch } from './watch.ts';

const START = 1_800_000_000_000;
const logger = pino({ level: 'silent' });
const node: NodeFacts = {
  ...{ at: 0, cpu: 0.1, memoryBytes: 1, eventLoopP99Ms: 1, sockets: 0, webRtc: 0, diskFreeBytes: 1 },
  ...{ spool: { segments: 0, bytes: 0 }, logWriteP95Ms: null, certificateDays: null, draining: false },
};
const report: PlayerReport = {
  playedMs: 10_000,
  delayMs: 1200,
  stalls: 0,
  stalledMs: 0,
  switches: 0,
  errors: 0,
};
const streamId = 'stream-1' as StreamId;
const column = (field: (typeof sampleFields)[number]) => sampleFields.indexOf(field);

let folder: string;
let records: Records;
let identity: Identity;
let rooms: Rooms;
let log: SqlEventLog;
let watch: Watch;
let room: Room;
let classId: ClassId;
let institutionId: string;
let nowMs = START;
let media: Pick<OverviewClass, 'ingest' | 'broadcast'> = {};
let asks = 0;
let answer: (() => Promise<void>) | undefined;
let judged: Now[] = [];
let tick: () => void;
let alertListeners: ((change: AlertChange) => void)[] = [];
let openAlerts: Alert[] = [];
let ids = 0;
const now = () => nowMs;

function begin() {
  alertListeners = [];
  return createWatch({
    ...{ database: records.database, rooms, now, logger },
    classes: identity.classes,
    findClass: identity.findClass,
    mediaOf: async () => {
      asks += 1;
      await answer?.();
      return media;
    },
    server: () => ({
      version: '1',
      startedAt: START,
      transcoder: { status: 'missing', reason: 'none' },
      media: { workers: 1, ports: [1] },
    }),
    node: { read: () => node },
    alerts: {
      judge: (seen) => judged.push(seen),
      of: () => ({ open: openAlerts, past: [] }),
      onChange: (listener) => alertListeners.push(listener),
    },
    every: (_ms, call) => {
      tick = call;
      return () => (tick = () => undefined);
    },
  });
}

beforeEach(async () => {
  [nowMs, media, asks, answer, judged, openAlerts] = [START, {}, 0, undefined, [], []];
  folder = await mkdtemp(join(tmpdir(), 'rostrum-watch-'));
  records = await openRecordsInMemory();
  const { database } = records;
  identity = await openIdentity({ database, secretKeyPath: join(folder, 'secret.key'), now });
  log = new SqlEventLog({ database });
  rooms = new Rooms({
    ...{ log, logger, now, monotonicNow: () => nowMs - START, newId: () => `id-${++ids}` },
    titleOf: (id) => identity.findClass(id)?.classTitle,
    findFile: () => Promise.resolve(undefined),
  });
  const [demo] = identity.classes();
  ({ classId, institutionId } = demo!);
  watch = begin();
});

afterEach(async () => {
  await watch.close();
  await rooms.close();
  await log.close();
  identity.close();
  await records.close();
  await rm(folder, { recursive: true, force: true });
});

async function openClass() {
  room = (await rooms.open(classId))!;
}

const person = (id: string, role: Role = 'student') => ({ personId: id as PersonId, name: id, role });

/** A second passes, and has been looked at. */
async function second() {
  nowMs += 1000;
  const before = judged.length;
  tick();
  await expect.poll(() => judged.length).toBe(before + 1);
}

function openDashboard(of = institutionId) {
  const told: OperationsTold[] = [];
  const watcher = watch.watch(of, (one) => told.push(v.parse(operationsToldSchema, one)));
  const all = <T extends OperationsTold['told']>(kind: T) =>
    told.filter((one): one is Extract<OperationsTold, { told: T }> => one.told === kind);
  return { told, all, watcher };
}

describe('the watch', () => {
  it('judges every second, and asks nothing of classes that nobody has open', async () => {
    await second();
    await second();
    expect(judged.map(({ at, classes }) => [at, classes.length])).toEqual([
      [START + 1000, 0],
      [START + 2000, 0],
    ]);
    expect(asks).toBe(0);
    expect(watch.newest).toBe(judged[1]);
  });

  it('knows of a class that is open how it comes in, who is there and what their players say', async () => {
    await openClass();
    await room.join(person('ada'));
    await room.join(person('bob'));
    await room.leave('bob' as PersonId, 'lost');
    watch.report(classId, 'ada' as PersonId, report);
    media = { broadcast: { status: 'running', restarts: 0, rungs: [], lastPartAgeMs: 90 } };
    await second();
    const [one] = judged[0]!.classes;
    expect(one).toMatchObject({ classId, institutionId, classTitle: room.classTitle });
    expect(one?.overview).toMatchObject({
      ...{ here: 1, broadcast: { lastPartAgeMs: 90 }, players: { reporting: 1, delayP95Ms: 1225 } },
    });
  });

  it('goes on where the media part doesn’t answer, with what it said last, and then without it', async () => {
    await openClass();
    media = { broadcast: { status: 'running', restarts: 0, rungs: [] } };
    await second();
    answer = () => new Promise(() => undefined);
    nowMs += 1000;
    tick();
    for (let i = 0; i < 6; i++) await second();
    const seen = judged.map(({ classes }) => classes[0]?.overview.broadcast?.status);
    expect([seen[1], seen.at(-1)]).toEqual(['running', undefined]);
    expect(asks).toBe(2);
  });

  it('counts connections of the last minute', async () => {
    for (const outcome of ['connected', 'failed', 'connected'] as const) watch.handleConnection(outcome);
    await second();
    expect(judged[0]?.connections).toEqual({ tried: 3, failed: 1, failedAt: START });
    nowMs += 60_000;
    await second();
    expect(judged[1]?.connections).toEqual({ tried: 0, failed: 0 });
  });
});

describe('a dashboard', () => {
  it('is told at once what is wrong, and each second how all classes are', async () => {
    openAlerts = [{ id: 'a1', kind: 'disk-low', severity: 'warn', since: START, figures: {} }];
    await second();
    const { told, all } = openDashboard();
    expect(all('alerts')).toEqual([{ told: 'alerts', open: openAlerts, past: [] }]);
    await expect.poll(() => all('overview').length).toBe(1);
    await second();
    await expect.poll(() => all('overview').length).toBe(2);
    const { overview, node: facts } = all('overview')[1]!;
    expect(overview.classes.map((one) => one.classId)).toEqual(identity.classes().map((one) => one.classId));
    expect([overview.at, facts.at]).toEqual([START + 2000, START + 2000]);
    expect(told.every((one) => one.told !== 'second')).toBe(true);
  });

  it('is told nothing more once it is closed, and nothing of another institution', async () => {
    const elsewhere = openDashboard('another');
    const { told, watcher } = openDashboard();
    await openClass();
    elsewhere.watcher.say({ say: 'open', classId });
    watcher.close();
    const before = told.length;
    await second();
    await expect.poll(() => elsewhere.all('overview').length).toBe(1);
    expect(elsewhere.all('overview')[0]?.overview.classes).toEqual([]);
    expect(elsewhere.all('class')).toEqual([]);
    expect(elsewhere.all('second')).toEqual([]);
    watcher.say({ say: 'open', classId });
    expect(told.length).toBe(before);
  });

  it('that looks into a class gets all there is of it, and then each second', async () => {
    await openClass();
    await room.join(person('prof', 'instructor'));
    await room.startStream(streamId);
    await second();
    await second();
    const { all, watcher } = openDashboard();
    watcher.say({ say: 'open', classId });
    const [whole] = all('class');
    expect(whole?.seconds.rows.map(([at]) => at)).toEqual([START + 1000, START + 2000]);
    expect(whole?.marks.map(({ kind }) => kind)).toEqual(['stream-started']);
    await room.command(person('prof', 'instructor'), 'key-1', { type: 'announcement.make', text: 'Hello' });
    watch.report(classId, 'ada' as PersonId, { ...report, rung: '720p' });
    await second();
    await second();
    const [third, fourth] = all('second');
    expect([third?.row[0], third?.row[column('here')]]).toEqual([START + 3000, 1]);
    expect(third?.marks).toMatchObject([{ kind: 'announcement', about: 'Hello' }]);
    expect(fourth?.marks).toEqual([]);
    expect(third?.players).toMatchObject({ reporting: 1, rungs: { '720p': 1 } });
    expect(third?.people.map(({ personId }) => personId)).toEqual(['prof']);
    watcher.say({ say: 'shut' });
    await second();
    expect(all('second').length).toBe(2);
  });

  it('hears of alerts as they change, with a mark in the class they are of', async () => {
    await openClass();
    await room.join(person('ada'));
    await second();
    const { all, watcher } = openDashboard();
    watcher.say({ say: 'open', classId });
    const alert: Alert = { id: 'a1', kind: 'silence', severity: 'bad', classId, since: nowMs, figures: {} };
    for (const listener of alertListeners) listener({ is: 'raised', alert, institutionId });
    for (const listener of alertListeners) listener({ is: 'raised', alert, institutionId: 'another' });
    expect(all('alerts').length).toBe(2);
    await second();
    expect(all('second')[0]?.marks.map(({ kind }) => kind)).toEqual(['alert-raised', 'alert-raised']);
  });

  it('sees who was lost and came back', async () => {
    await openClass();
    await room.join(person('ada'));
    for (let i = 0; i < 2; i++) {
      await room.leave('ada' as PersonId, 'lost');
      await room.join(person('ada'));
    }
    const { all, watcher } = openDashboard();
    watcher.say({ say: 'open', classId });
    await second();
    expect(all('second')[0]?.people[0]).toMatchObject({ personId: 'ada', reconnects: 2, here: true });
  });
});

describe('classes that are over', () => {
  it('are told with what they were like, the newest first, and not those that are on air', async () => {
    await openClass();
    for (let i = 1; i <= 3; i++) {
      await room.startStream(`stream-${i}` as StreamId);
      await room.join(person(`student-${i}`));
      media = { broadcast: { status: 'running', restarts: i, rungs: [] } };
      await second();
      if (i < 3) await room.stopStream(`stream-${i}` as StreamId, 'ended');
    }
    await expect.poll(() => watch.ended(institutionId)).toHaveLength(2);
    const ended = await watch.ended(institutionId);
    expect(ended).toMatchObject([
      { streamId: 'stream-2', peakHere: 2, restarts: 2, alerts: 0, classTitle: room.classTitle },
      { streamId: 'stream-1', peakHere: 1, restarts: 1, startedAt: START, endedAt: START + 1000 },
    ]);
    expect(await watch.ended(institutionId, ended[0]?.endedAt)).toMatchObject([{ streamId: 'stream-1' }]);
    expect(await watch.ended('another')).toEqual([]);
  });

  it('are forgotten with their class', async () => {
    await openClass();
    await room.startStream(streamId);
    await second();
    await room.stopStream(streamId, 'ended');
    await expect.poll(() => watch.ended(institutionId)).toHaveLength(1);
    await watch.forget(classId);
    expect(await watch.ended(institutionId)).toEqual([]);
  });

  it('are kept as far as they were seen, where the server went meanwhile', async () => {
    await openClass();
    await room.join(person('ada'));
    await room.startStream(streamId);
    await second();
    await watch.close();
    watch = begin();
    expect(await watch.ended(institutionId)).toEqual([]);
    await room.stopStream(streamId, 'ended');
    await expect
      .poll(() => watch.ended(institutionId))
      .toMatchObject([{ streamId, peakHere: 1, endedAt: START + 1000 }]);
  });
});
