import { GatewayClient } from '@rostrum/protocol/client';
import { sessionSchema } from '@rostrum/protocol/http';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as v from 'valibot';
import WebSocket from 'ws';

// The real server as a process of its own, as it is started and killed in the world.

const readySchema = v.object({
  type: v.literal('ready'),
  port: v.number(),
  links: v.object({ viewer: v.string(), dashboard: v.string(), studio: v.string() }),
});

export interface Running {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly exited: Promise<number | null>;
}

/** What this file's tests have started and not yet ended. */
export const running: Running[] = [];

export async function killAll(all: readonly Running[]) {
  for (const { child, exited } of all) {
    child.kill('SIGKILL');
    await exited;
  }
}

export function launch(environment: Record<string, string>): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ROSTRUM_PORT: '0',
      ROSTRUM_RTC_PORT: '0',
      ROSTRUM_LOG: 'error',
      // Not the database of whoever runs the tests.
      DATABASE_URL: '',
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

export async function startServer(environment: Record<string, string>) {
  const its = launch(environment);
  const ended = its.exited.then((code) => {
    throw new Error(`the server ended with ${code}: ${its.output.stderr}`);
  });
  const [message] = (await Promise.race([once(its.child, 'message'), ended])) as [unknown];
  ended.catch(() => undefined);
  const { port, links } = v.parse(readySchema, message);
  return { ...its, port, links, origin: `http://127.0.0.1:${port}` };
}

export async function joinAs(origin: string, name: string) {
  const response = await fetch(`${origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'DEMO', name }),
  });
  return v.parse(sessionSchema, await response.json());
}

/** A page's client over a real socket; `reaches` waits for what it shows. */
export function connect(origin: string, token: string) {
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
      socket.on('close', (code) => handlers.handleClose(code));
      socket.on('error', () => undefined);
      return { send: (data) => socket.send(data), close: () => socket.close() };
    },
  });
  const reaches = async (isThere: () => boolean) => {
    while (!isThere()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { client, reaches };
}

/** What the page behind a printed link asks for with its key. */
export async function tokenBy(link: string, origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: /key=([^&]+)/.exec(link)![1] }),
  });
  return v.parse(sessionSchema, await response.json()).token;
}
