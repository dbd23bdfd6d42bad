import { overviewSchema } from '@rostrum/protocol/http';
import { type OperationsTold, operationsToldSchema } from '@rostrum/protocol/operations';
import { WIRE_VERSION, serverFrameSchema } from '@rostrum/protocol/wire';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import {
  type Running,
  connect,
  joinAs,
  killAll,
  missingPostgres,
  running,
  startPostgres,
  startServer,
  tokenBy,
} from './test-support/index.ts';

// The real server as a process of its own, as it is started and killed in the world.

let parent: string;
// Making a database takes most of a first start; one is made, and each test has a copy.
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rostrum-main-'));
  const { child, exited } = await startServer({ ROSTRUM_DATA: join(parent, 'first') });
  child.kill('SIGTERM');
  await exited;
});
afterEach(() => killAll(running.splice(0)));
afterAll(() => rm(parent, { recursive: true, force: true }));
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(parent, 'data-'));
  await cp(join(parent, 'first'), folder, { recursive: true });
  return folder;
}

async function overviewOf({ origin, links }: { origin: string; links: { dashboard: string } }) {
  const authorization = `Bearer ${await tokenBy(links.dashboard, origin)}`;
  const response = await fetch(`${origin}/api/overview`, { headers: { authorization } });
  return v.parse(overviewSchema, await response.json());
}

const readinessSchema = v.object({ checks: v.record(v.string(), v.object({ ok: v.boolean() })) });

/** A dashboard's socket, and what it is told. */
async function watchBy(origin: string, token: string) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
  const told: OperationsTold[] = [];
  socket.on('message', (data: Buffer) => {
    const frame = v.parse(serverFrameSchema, JSON.parse(data.toString()));
    if (frame.t === 'operations') told.push(v.parse(operationsToldSchema, frame.told));
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ t: 'watch', v: WIRE_VERSION, token }));
  return { socket, told };
}

describe('a lecture', () => {
  it('outlives a killed server: people come back by themselves and find what was said', async () => {
    const ROSTRUM_DATA = await newFolder();
    const first = await startServer({ ROSTRUM_DATA });
    const joined = await joinAs(first.origin, 'Ada');
    const ada = connect(first.origin, joined.token);
    const teacher = connect(first.origin, await tokenBy(first.links.studio, first.origin));
    await ada.reaches(() => ada.client.status.is === 'open');
    expect(await ada.client.send({ type: 'chat.send', text: 'Is this in the exam?' })).toMatchObject({
      ok: true,
    });
    await teacher.reaches(() => teacher.client.room.chat.messages.length === 1);
    expect(teacher.client.room.chat.messages[0]).toMatchObject({
      name: 'Ada',
      role: 'guest',
      text: 'Is this in the exam?',
    });

    first.child.kill('SIGKILL');
    await first.exited;
    // Said to nobody; it goes when there is somebody again.
    const late = teacher.client.send({ type: 'chat.send', text: 'Everything is.' });
    const second = await startServer({ ROSTRUM_DATA, ROSTRUM_PORT: String(first.port) });
    expect(await late).toMatchObject({ ok: true });
    await ada.reaches(() => ada.client.room.chat.messages.length === 2);
    expect(ada.client.room.chat.messages.map(({ text }) => text)).toEqual([
      'Is this in the exam?',
      'Everything is.',
    ]);

    const newcomer = connect(second.origin, (await joinAs(second.origin, 'Bob')).token);
    await newcomer.reaches(() => newcomer.client.status.is === 'open');
    expect(newcomer.client.room.chat.messages).toHaveLength(2);
    await teacher.reaches(() => teacher.client.room.people[joined.personId]?.here === true);
    expect(teacher.client.room.people[joined.personId]).toMatchObject({ name: 'Ada' });
    for (const { client } of [ada, teacher, newcomer]) client.close();
  });
});

describe('a server that runs', () => {
  let its: Awaited<ReturnType<typeof startServer>>;
  let kept: Running[];
  beforeAll(async () => {
    its = await startServer({ ROSTRUM_DATA: await newFolder() });
    kept = running.splice(0);
  });
  afterAll(() => killAll(kept));

  it('has printed the three links as plain lines', () => {
    const { links, output, port } = its;
    expect(links.viewer).toBe(`http://localhost:${port}/c/DEMO`);
    expect(links.dashboard).toMatch(new RegExp(`^http://localhost:${port}/dashboard/#key=[\\w-]+$`));
    const server = encodeURIComponent(`http://localhost:${port}`);
    expect(links.studio).toMatch(new RegExp(`^rostrum://studio\\?server=${server}&key=[\\w-]+$`));
    expect(output.stdout.split('\n')).toEqual([
      `studio    ${links.studio}`,
      `viewer    ${links.viewer}`,
      `dashboard ${links.dashboard}`,
      '',
    ]);
    expect(output.stderr).toBe('');
  });

  it('shows its admin who is there', async () => {
    const ada = connect(its.origin, (await joinAs(its.origin, 'Ada')).token);
    await ada.reaches(() => ada.client.status.is === 'open');
    expect(await overviewOf(its)).toMatchObject({
      institutionName: 'Demo University',
      classes: [{ code: 'DEMO', here: 1, stream: 'idle' }],
    });
    ada.client.close();
  });

  it('cuts off whom its admin shuts out, at once', async () => {
    const { token, personId } = await joinAs(its.origin, 'Mallory');
    const mallory = connect(its.origin, token);
    await mallory.reaches(() => mallory.client.status.is === 'open');
    const authorization = `Bearer ${await tokenBy(its.links.dashboard, its.origin)}`;
    const startedAt = performance.now();
    const answer = await fetch(`${its.origin}/api/people/${personId}/revoke`, {
      method: 'POST',
      headers: { authorization },
    });
    expect(answer.status).toBe(204);
    await mallory.reaches(() => mallory.client.status.is === 'closed');
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(mallory.client.status).toMatchObject({ refusal: { code: 'revoked' } });
    const again = connect(its.origin, token);
    await again.reaches(() => again.client.status.is === 'closed');
    expect(again.client.status).toMatchObject({ refusal: { code: 'revoked' } });
  });

  it('tells an admin’s dashboard each second how all is, and nobody else', async () => {
    const ada = connect(its.origin, (await joinAs(its.origin, 'Ada')).token);
    await ada.reaches(() => ada.client.status.is === 'open');
    ada.client.report({ playedMs: 10_000, delayMs: 1500, stalls: 0, stalledMs: 0, switches: 0, errors: 0 });
    const admin = await watchBy(its.origin, await tokenBy(its.links.dashboard, its.origin));
    const classes = () => admin.told.findLast((told) => told.told === 'overview')?.overview.classes;
    await expect
      .poll(classes, { timeout: 5_000 })
      .toMatchObject([{ code: 'DEMO', here: 1, players: { reporting: 1 }, phase: 'scheduled' }]);
    const node = admin.told.findLast((told) => told.told === 'overview')?.node;
    expect(node).toMatchObject({ draining: false, certificateDays: null });
    expect(node?.sockets).toBeGreaterThanOrEqual(2);
    admin.socket.close();

    const teacher = await watchBy(its.origin, await tokenBy(its.links.studio, its.origin));
    await once(teacher.socket, 'close');
    expect(teacher.told).toEqual([]);
    ada.client.close();
  });

  it('is ready for work, and says what stands against it', async () => {
    const ask = async () => v.parse(readinessSchema, await (await fetch(`${its.origin}/readyz`)).json());
    await expect.poll(async () => (await ask()).checks['server']?.ok).toBe(true);
  });

  it('tells figures of what goes on', async () => {
    const figures = await (await fetch(`${its.origin}/metrics`)).text();
    expect(figures).toMatch(/^rostrum_log_appends_total [1-9]/m);
    expect(figures).toMatch(/^rostrum_log_write_seconds_count [1-9]/m);
    expect(figures).toMatch(/^rostrum_sockets \d/m);
    expect(figures).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('is not for those whose token is forged', async () => {
    const { token } = await joinAs(its.origin, 'Eve');
    const [header, payload] = token.split('.') as [string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const asAdmin = Buffer.from(JSON.stringify({ ...claims, role: 'admin' })).toString('base64url');
    const signature = createHmac('sha256', 'guessed').update(`${header}.${asAdmin}`).digest('base64url');
    const eve = connect(its.origin, `${header}.${asAdmin}.${signature}`);
    await eve.reaches(() => eve.client.status.is === 'closed');
    expect(eve.client.status).toMatchObject({ refusal: { code: 'bad-token' } });
  });
});

it('a server that others reach by a proxy tells them its public address, and takes pages from there', async () => {
  const ROSTRUM_PUBLIC_URL = 'https://lectures.example.org';
  const { links, origin } = await startServer({ ROSTRUM_DATA: await newFolder(), ROSTRUM_PUBLIC_URL });
  expect(links.viewer).toBe('https://lectures.example.org/c/DEMO');
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { origin: ROSTRUM_PUBLIC_URL });
  await once(socket, 'open');
  socket.terminate();
});

describe('a server with a PostgreSQL database', () => {
  it('keeps log and people there, and finds them after it was killed', async (context) => {
    context.skip(missingPostgres !== undefined, missingPostgres);
    const postgres = await startPostgres();
    try {
      const DATABASE_URL = await postgres.createDatabase();
      const first = await startServer({ ROSTRUM_DATA: await newFolder(), DATABASE_URL });
      const ada = connect(first.origin, (await joinAs(first.origin, 'Ada')).token);
      await ada.reaches(() => ada.client.status.is === 'open');
      expect(await ada.client.send({ type: 'chat.send', text: 'Still here?' })).toMatchObject({ ok: true });
      ada.client.close();
      first.child.kill('SIGKILL');
      await first.exited;

      const second = await startServer({ ROSTRUM_DATA: await newFolder(), DATABASE_URL });
      // Another data folder has another signing key; people and links are in the database.
      await expect(tokenBy(first.links.studio, second.origin)).rejects.toThrow();
      const teacher = connect(second.origin, await tokenBy(second.links.studio, second.origin));
      await teacher.reaches(() => teacher.client.status.is === 'open');
      expect(teacher.client.room.chat).toMatchObject({ messages: [{ text: 'Still here?', name: 'Ada' }] });
      teacher.client.close();
      second.child.kill('SIGTERM');
      expect(await second.exited).toBe(0);
      expect(second.output.stderr).toBe('');
    } finally {
      await killAll(running);
      await postgres.close();
    }
  });
});

describe('a server without media', () => {
  it('has its classes all the same, and says what is missing', async () => {
    const server = await startServer({
      ROSTRUM_DATA: await newFolder(),
      FFMPEG_PATH: '/nowhere/ffmpeg',
      MEDIASOUP_WORKER_BIN: '/nowhere/mediasoup-worker',
    });
    const { origin, links } = server;
    const overview = await overviewOf(server);
    expect(overview.transcoder).toMatchObject({
      status: 'missing',
      reason: expect.stringContaining('/nowhere/ffmpeg'),
    });
    expect(overview.media).toMatchObject({
      workers: 0,
      reason: expect.stringContaining('/nowhere/mediasoup-worker'),
    });
    const teacher = connect(origin, await tokenBy(links.studio, origin));
    await teacher.reaches(() => teacher.client.status.is === 'open');
    expect(await teacher.client.send({ type: 'chat.send', text: 'We can still talk.' })).toMatchObject({
      ok: true,
    });
    await expect(teacher.client.ask({ type: 'media.capabilities' })).rejects.toMatchObject({
      refusal: { code: 'no-media' },
    });
    teacher.client.close();
  });
});
