import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findWorker } from './sfu/index.ts';
import { connect, joinAs, killAll, launch, running, startServer } from './test-support/index.ts';

// How the real server begins and ends, as a process of its own.

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
    // The last one's port is named, not the first one's.
    const workers = availableParallelism();
    await expectSentence(
      { ROSTRUM_DATA: await newFolder(), ROSTRUM_RTC_PORT: String(port - workers + 1) },
      `WebRTC port ${port} is in use by another program: stop it, or choose others with ROSTRUM_RTC_PORT (${workers} from there on are used).`,
    );
    taken.close();
  });

  it('when its database can’t be reached', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    const ROSTRUM_DATA = await newFolder();
    await expectSentence(
      { ROSTRUM_DATA, DATABASE_URL: `postgres://ada:secret@localhost:${port}/rostrum` },
      `The PostgreSQL database rostrum on localhost:${port} can't be used (nothing listens there): mend that, or change DATABASE_URL.`,
    );
    expect(await readdir(ROSTRUM_DATA)).not.toContain('server.lock');
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
