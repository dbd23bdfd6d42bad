import { GatewayClient } from '@rostrum/protocol/client';
import { joinResponseSchema, overviewSchema } from '@rostrum/protocol/http';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { findWorker } from './sfu/index.ts';

// The real server as a process of its own, as it is started and killed in the world.

const readySchema = v.object({
  type: v.literal('ready'),
  port: v.number(),
  links: v.object({ viewer: v.string(), dashboard: v.string(), studio: v.string() }),
});

interface Running {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly exited: Promise<number | null>;
}

let parent: string;
const running: Running[] = [];
// Making a database takes most of a first start; one is made, and each test has a copy.
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rostrum-main-'));
  const { child, exited } = await startServer({ ROSTRUM_DATA: join(parent, 'first') });
  child.kill('SIGTERM');
  await exited;
});
async function killAll(all: readonly Running[]) {
  for (const { child, exited } of all) {
    child.kill('SIGKILL');
    await exited;
  }
}
afterEach(() => killAll(running.splice(0)));
afterAll(() => rm(parent, { recursive: true, force: true }));
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(parent, 'data-'));
  await cp(join(parent, 'first'), folder, { recursive: true });
  return folder;
}

function launch(environment: Record<string, string>): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ROSTRUM_PORT: '0',
      ROSTRUM_RTC_PORT: '0',
      ROSTRUM_LOG: 'error',
      ...environment,
    },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout!.on('data', (data) => (output.stdout += String(data)));
  child.stderr!.on('data', (data) => (output.stderr += String(data)));
  // Not 'close': it never comes once the channel was given up.
  const silent = [child.stdout!, child.stderr!].map((stream) => once(stream, 'end'));
  const exited = once(child, 'exit').then(async ([code]) => {
    await Promise.all(silent);
    return code as number | null;
  });
  const its = { child, output, exited };
  running.push(its);
  return its;
}

async function startServer(environment: Record<string, string>) {
  const its = launch(environment);
  const ended = its.exited.then((code) => {
    throw new Error(`the server ended with ${code}: ${its.output.stderr}`);
  });
  const [message] = (await Promise.race([once(its.child, 'message'), ended])) as [unknown];
  ended.catch(() => undefined);
  const { port, links } = v.parse(readySchema, message);
  return { ...its, port, links, origin: `http://127.0.0.1:${port}` };
}

async function joinAs(origin: string, name: string) {
  const response = await fetch(`${origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'DEMO', name }),
  });
  return v.parse(joinResponseSchema, await response.json());
}

/** A page's client over a real socket; `reaches` waits for what it shows. */
function connect(origin: string, token: string) {
  let wake: () => void = () => undefined;
  const client = new GatewayClient({
    token,
    // Waits between tries are short, keys still differ.
    random: () => Math.random() / 10,
    clock: {
      now: () => Date.now(),
      after: (ms, call) => {
        const timer = setTimeout(call, ms);
        return () => clearTimeout(timer);
      },
    },
    onChange: () => wake(),
    openSocket: (handlers) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
      socket.on('open', () => handlers.handleOpen());
      socket.on('message', (data: Buffer) => handlers.handleMessage(data.toString()));
      socket.on('close', () => handlers.handleClose());
      socket.on('error', () => undefined);
      return { send: (data) => socket.send(data), close: () => socket.close() };
    },
  });
  const reaches = async (isThere: () => boolean) => {
    while (!isThere()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { client, reaches };
}

async function overviewOf({ origin, links }: { origin: string; links: { dashboard: string } }) {
  const authorization = `Bearer ${tokenIn(links.dashboard)}`;
  const response = await fetch(`${origin}/api/overview`, { headers: { authorization } });
  return v.parse(overviewSchema, await response.json());
}

const tokenIn = (link: string) => /token=([^&]+)/.exec(link)![1]!;

describe('a lecture', () => {
  it('outlives a killed server: people come back by themselves and find what was said', async () => {
    const ROSTRUM_DATA = await newFolder();
    const first = await startServer({ ROSTRUM_DATA });
    const joined = await joinAs(first.origin, 'Ada');
    const ada = connect(first.origin, joined.token);
    const teacher = connect(first.origin, tokenIn(first.links.studio));
    await ada.reaches(() => ada.client.status.is === 'open');
    expect(await ada.client.send({ type: 'chat.send', text: 'Is this in the exam?' })).toMatchObject({
      ok: true,
    });
    await teacher.reaches(() => teacher.client.room.chat.length === 1);
    expect(teacher.client.room.chat[0]).toMatchObject({
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
    await ada.reaches(() => ada.client.room.chat.length === 2);
    expect(ada.client.room.chat.map(({ text }) => text)).toEqual(['Is this in the exam?', 'Everything is.']);

    const newcomer = connect(second.origin, (await joinAs(second.origin, 'Bob')).token);
    await newcomer.reaches(() => newcomer.client.status.is === 'open');
    expect(newcomer.client.room.chat).toHaveLength(2);
    expect(newcomer.client.room.people[joined.personId]).toMatchObject({ name: 'Ada', here: true });
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
    expect(links.dashboard).toMatch(new RegExp(`^http://localhost:${port}/dashboard/#token=[\\w.-]+$`));
    const server = encodeURIComponent(`http://localhost:${port}`);
    expect(links.studio).toMatch(new RegExp(`^rostrum://studio\\?server=${server}&token=[\\w.-]+$`));
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
  const { links, port } = await startServer({ ROSTRUM_DATA: await newFolder(), ROSTRUM_PUBLIC_URL });
  expect(links.viewer).toBe('https://lectures.example.org/c/DEMO');
  await once(new WebSocket(`ws://127.0.0.1:${port}/socket`, { origin: ROSTRUM_PUBLIC_URL }), 'open');
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
    const teacher = connect(origin, tokenIn(links.studio));
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

describe('bad surroundings end in one clear sentence', () => {
  async function expectSentence(environment: Record<string, string>, sentence: string) {
    const { exited, output } = launch(environment);
    expect(await exited).toBe(1);
    expect(output.stderr.trim().split('\n')).toHaveLength(1);
    expect(output.stderr.trim()).toBe(sentence);
    expect(output.stdout).toBe('');
  }

  it('when a setting makes no sense', async () => {
    await expectSentence(
      { ROSTRUM_PORT: 'http', ROSTRUM_DATA: join(parent, 'never') },
      'ROSTRUM_PORT is "http": it must be a whole number from 0 to 65535 (0 takes any free port).',
    );
    expect(await readdir(parent)).not.toContain('never');
  });

  it('when the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const ROSTRUM_DATA = await newFolder();
    await expectSentence(
      { ROSTRUM_DATA, ROSTRUM_PORT: String(port) },
      `Port ${port} on 127.0.0.1 is in use by another program: stop it, or choose another port with ROSTRUM_PORT.`,
    );
    taken.close();
    expect(await readdir(ROSTRUM_DATA)).not.toContain('server.lock');
  });

  it('when the WebRTC port is in use', async (context) => {
    if ((await findWorker(undefined)).is === 'missing') context.skip('needs worker');
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const workers = availableParallelism(); // The last one's port is named, not the first one's.
    await expectSentence(
      { ROSTRUM_DATA: await newFolder(), ROSTRUM_RTC_PORT: String(port - workers + 1) },
      `WebRTC port ${port} is in use by another program: stop it, or choose others with ROSTRUM_RTC_PORT (${workers} from there on are used).`,
    );
    taken.close();
  });

  it('when the data folder can’t be written', async () => {
    const ROSTRUM_DATA = join(await newFolder(), 'file');
    await writeFile(ROSTRUM_DATA, '');
    await expectSentence(
      { ROSTRUM_DATA },
      `The data folder ${ROSTRUM_DATA} can't be written (a file is in its place): mend its permissions, or choose another folder with ROSTRUM_DATA.`,
    );
  });

  it('when another server has the data folder, which goes on unharmed', async () => {
    const ROSTRUM_DATA = await newFolder();
    const first = await startServer({ ROSTRUM_DATA });
    await expectSentence(
      { ROSTRUM_DATA },
      `The data folder ${ROSTRUM_DATA} is in use by another Rostrum server (process ${first.child.pid}): stop that one, or choose another folder with ROSTRUM_DATA.`,
    );
    expect((await fetch(`${first.origin}/healthz`)).status).toBe(200);
  });
});

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s is quick and clean, with people in the room',
    async (signal) => {
      const ROSTRUM_DATA = await newFolder();
      const { child, exited, origin, output } = await startServer({ ROSTRUM_DATA });
      const { token } = await joinAs(origin, 'Ada');
      const ada = connect(origin, token);
      await ada.reaches(() => ada.client.status.is === 'open');
      const startedAt = performance.now();
      child.kill(signal);
      await ada.reaches(() => ada.client.status.is === 'waiting');
      expect(await exited).toBe(0);
      expect(performance.now() - startedAt).toBeLessThan(2000);
      expect(output.stderr).toBe('');
      expect(await readdir(ROSTRUM_DATA)).not.toContain('server.lock');
      ada.client.close();
    },
  );

  it('follows whoever started it and died', async () => {
    const { child, exited } = await startServer({ ROSTRUM_DATA: await newFolder() });
    child.disconnect();
    expect(await exited).toBe(0);
  });
});
