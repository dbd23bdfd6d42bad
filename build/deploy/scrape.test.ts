import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { killAll, running, startServer } from '../../ingest-server/test-support/index.ts';
import { missingPrometheus, prometheusProgram } from './prometheus-programs.ts';

const configuration = path.resolve(import.meta.dirname, '../../deploy/prometheus');
const ASK_EVERY_MS = 200;

let folder: string;
let prometheus: ChildProcess | undefined;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'rostrum-scrape-'))));
afterEach(async () => {
  await killAll(running.splice(0));
  if (!prometheus) return;
  const gone = once(prometheus, 'exit');
  prometheus.kill('SIGKILL');
  await gone;
  prometheus = undefined;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Our own configuration, in a hurry and towards this server. */
async function startPrometheus(target: string): Promise<string> {
  const written = await readFile(path.join(configuration, 'prometheus.yml'), 'utf8');
  const own = written
    .replaceAll('15s', '1s')
    .replace('localhost:4400', target)
    .replace('rules.yml', path.join(configuration, 'rules.yml'));
  await writeFile(path.join(folder, 'prometheus.yml'), own);
  const address = `127.0.0.1:${await freePort()}`;
  prometheus = spawn(
    prometheusProgram('prometheus'),
    [
      ...[
        '--config.file',
        path.join(folder, 'prometheus.yml'),
        '--storage.tsdb.path',
        path.join(folder, 'tsdb'),
      ],
      ...['--web.listen-address', address, '--log.level', 'error'],
    ],
    { stdio: 'ignore' },
  );
  return `http://${address}`;
}

/** The value, once there is one: how soon is Prometheus's to say. */
async function ask(origin: string, query: string): Promise<string> {
  for (;;) {
    const url = `${origin}/api/v1/query?query=${encodeURIComponent(query)}`;
    const answer = await fetch(url).then(
      async (response) => (await response.json()) as { data?: { result?: { value: [number, string] }[] } },
      () => undefined,
    );
    const value = answer?.data?.result?.[0]?.value[1];
    if (value !== undefined) return value;
    await wait(ASK_EVERY_MS);
  }
}

it('a real Prometheus, configured as in deploy/, has the figures of a real server', async (context) => {
  if (missingPrometheus !== undefined) context.skip(missingPrometheus);
  const { port } = await startServer({ ROSTRUM_DATA: path.join(folder, 'data') });
  const origin = await startPrometheus(`127.0.0.1:${port}`);
  expect(await ask(origin, 'rostrum_sockets{job="rostrum"}')).toBe('0');
  expect(await ask(origin, 'up{job="rostrum"}')).toBe('1');
  expect(await ask(origin, 'rostrum_connection_attempts_total{kind="socket"}')).toBe('0');
  expect(await ask(origin, 'count(ALERTS{alertstate="firing"}) or vector(0)')).toMatch(/^\d+$/);
});
