import type { OverviewClass } from '@rostrum/protocol/http';
import type { Alert, NodeFacts } from '@rostrum/protocol/operations';
import { type ClassId, type PersonId, type RoomState, emptyRoom } from '@rostrum/protocol/room';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type MetricsOptions, createMetrics } from './create-metrics.ts';
import type { Second } from './pure/seen.ts';

const page = new URL('../../../docs/admin/metrics.md', import.meta.url);
const nothing = { behind: { segments: 0, bytes: 0 }, stopped: 0 };

function open(over: Partial<MetricsOptions> = {}) {
  return createMetrics({ sockets: () => 7, states: () => [], archive: () => nothing, ...over });
}

/** A line's value, by the line's name and labels. */
async function read(metrics: ReturnType<typeof open>): Promise<Map<string, number>> {
  const { body } = await metrics.render();
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

function withPeople(...here: readonly boolean[]): RoomState {
  const marks = { muted: false, removed: false, screen: false, draw: false };
  const people = here.map((isHere, i) => {
    const personId = `p${i}` as PersonId;
    return [personId, { personId, name: 'Ada', role: 'student' as const, here: isHere, ...marks }] as const;
  });
  return { ...emptyRoom, people: Object.fromEntries(people) };
}

const node: NodeFacts = {
  ...{ at: 9, cpu: 0.5, memoryBytes: 1, eventLoopP99Ms: 2, sockets: 3, webRtc: 4, diskFreeBytes: 5e9 },
  ...{ spool: { segments: 0, bytes: 0 }, logWriteP95Ms: null, certificateDays: 2, draining: true },
};

function live(id: string, restarts: number): OverviewClass {
  const names = { classId: id as ClassId, code: id, classTitle: `Class "${id}"`, courseTitle: 'Course' };
  const broadcast = { status: 'running' as const, restarts, rungs: [] };
  return { ...names, here: 1, stream: 'live', since: 1, broadcast };
}

const secondOf = (...classes: readonly OverviewClass[]): Second => ({
  node,
  classes: classes.map((overview) => ({ overview })),
});

it('counts who is here, and remembers the most there were', async () => {
  let states = [withPeople(true, true, false), withPeople(true)];
  const metrics = open({ states: () => states });
  expect((await read(metrics)).get('rostrum_people_here')).toBe(3);
  states = [withPeople(true)];
  const after = await read(metrics);
  expect([after.get('rostrum_people_here'), after.get('rostrum_people_here_peak')]).toEqual([1, 3]);
  expect(after.get('rostrum_sockets')).toBe(7);
});

it('counts connections, those that failed, and what is refused', async () => {
  const metrics = open();
  metrics.handleConnection('socket', 'connected');
  metrics.handleConnection('socket', 'failed');
  metrics.handleReconnect();
  metrics.handleCommand('chat.send');
  metrics.handleRefusal('too-fast');
  const figures = await read(metrics);
  expect(figures.get('rostrum_connection_attempts_total{kind="socket"}')).toBe(2);
  expect(figures.get('rostrum_connection_failures_total{kind="socket"}')).toBe(1);
  expect(figures.get('rostrum_connection_failures_total{kind="webrtc"}')).toBe(0);
  expect(figures.get('rostrum_reconnects_total')).toBe(1);
  expect(figures.get('rostrum_commands_total{type="chat.send"}')).toBe(1);
  expect(figures.get('rostrum_refusals_total{code="too-fast"}')).toBe(1);
});

it('sorts deliveries by how long they took', async () => {
  const metrics = open();
  for (const ms of [4, 60, 600]) metrics.handleDelivered(ms);
  const figures = await read(metrics);
  expect(figures.get('rostrum_delivery_seconds_bucket{le="0.1"}')).toBe(2);
  expect(figures.get('rostrum_delivery_seconds_count')).toBe(3);
});

it('adds up what players report of themselves', async () => {
  const metrics = open();
  const report = { playedMs: 10_000, stalls: 1, stalledMs: 500, switches: 2, errors: 1 };
  metrics.handleReport({ ...report, startMs: 800 });
  metrics.handleReport(report);
  const figures = await read(metrics);
  expect(figures.get('rostrum_player_played_seconds_total')).toBe(20);
  expect(figures.get('rostrum_player_errors_total')).toBe(2);
  expect(figures.get('rostrum_player_stalled_seconds_total')).toBe(1);
  expect(figures.get('rostrum_player_start_seconds_count')).toBe(1);
});

it('tells which alerts are open, and how many there were', async () => {
  const metrics = open();
  const alert: Alert = { id: '1', kind: 'silence', severity: 'bad', since: 1, figures: {} };
  const line = 'rostrum_alerts_open{kind="silence",severity="bad"}';
  metrics.handleAlert('raised', alert);
  metrics.handleAlert('raised', alert);
  expect((await read(metrics)).get(line)).toBe(1);
  metrics.handleAlert('cleared', { ...alert, clearedAt: 2 });
  const after = await read(metrics);
  expect([after.get(line), after.get('rostrum_alerts_raised_total{kind="silence"}')]).toEqual([0, 1]);
});

it('counts restarts for each class on air, and lets go of classes that are over', async () => {
  let second = secondOf(live('a', 1), live('b', 0));
  const metrics = open({ second: () => second });
  const before = await read(metrics);
  expect(before.get('rostrum_transcoder_restarts_total{class="a"}')).toBe(1);
  expect(before.get('rostrum_class_info{class="a",title="Class \\"a\\"",code="a"}')).toBe(1);
  second = secondOf(live('b', 2));
  const after = await read(metrics);
  expect(after.get('rostrum_transcoder_restarts_total{class="b"}')).toBe(2);
  expect(after.has('rostrum_transcoder_restarts_total{class="a"}')).toBe(false);
  expect(after.has('rostrum_transcoder_running{class="a"}')).toBe(false);
});

it('counts what the origin has answered since the server began', async () => {
  let hls = { requests: 10, fromMemory: 7, errors: 2, bytes: 1000 };
  const metrics = open({ hls: () => hls });
  await read(metrics);
  hls = { requests: 15, fromMemory: 11, errors: 2, bytes: 1500 };
  const figures = await read(metrics);
  expect(figures.get('rostrum_hls_requests_total')).toBe(15);
  expect(figures.get('rostrum_hls_memory_hits_total')).toBe(11);
  expect(figures.get('rostrum_hls_refusals_total')).toBe(2);
  expect(figures.get('rostrum_hls_sent_bytes_total')).toBe(1500);
});

it('says of the server what its newest second says', async () => {
  const figures = await read(open({ second: () => secondOf() }));
  expect(figures.get('rostrum_webrtc_connections')).toBe(4);
  expect(figures.get('rostrum_disk_free_bytes')).toBe(5e9);
  expect(figures.get('rostrum_certificate_remaining_seconds')).toBe(172_800);
  expect(figures.get('rostrum_draining')).toBe(1);
});

it('does not tell what it does not know', async () => {
  const figures = await read(open());
  for (const name of ['rostrum_webrtc_connections', 'rostrum_disk_free_bytes', 'rostrum_draining'])
    expect(figures.has(name), name).toBe(false);
});

it('keeps a figure’s place through a scrape that could not say it', async () => {
  let second: Second | undefined = secondOf();
  const metrics = open({ second: () => second });
  await read(metrics);
  second = undefined;
  expect((await read(metrics)).has('rostrum_webrtc_connections')).toBe(false);
  second = secondOf();
  expect((await read(metrics)).get('rostrum_webrtc_connections')).toBe(4);
});

it('names them as Prometheus asks, and the admin’s page explains each', async () => {
  const { body } = await open().render();
  const told = [...body.matchAll(/^# TYPE (rostrum_\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
  }));
  expect(told.length).toBeGreaterThan(50);
  const text = await readFile(page, 'utf8');
  for (const { name, type } of told) {
    expect(name.endsWith('_total'), name).toBe(type === 'counter');
    expect(name).not.toMatch(/_(ms|milliseconds|bits|percent)(_|$)/);
    expect(text, `${name} is missing in docs/admin/metrics.md`).toContain(`\`${name}\``);
  }
  const explained = [...text.matchAll(/`(rostrum_[a-z0-9_]+)`/g)].map(([, name = '']) => name);
  const names = new Set(told.map(({ name }) => name));
  expect(explained.filter((name) => !names.has(name))).toEqual([]);
});
