import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { connect, joinAs, killAll, running, startServer } from './test-support/index.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-back-up-'))));
afterEach(() => killAll(running.splice(0)));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(
  data: string,
  ...args: string[]
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'back-up.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ROSTRUM_DATA: join(folder, data), DATABASE_URL: '', INIT_CWD: folder },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (said.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (said.stderr += String(chunk)));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, ...said };
}

it('what was said in a class, and who said it, is there again on another disk', async () => {
  const first = await startServer({ ROSTRUM_DATA: join(folder, 'data') });
  const { token } = await joinAs(first.origin, 'Ada');
  const ada = connect(first.origin, token);
  await ada.reaches(() => ada.client.status.is === 'open');
  expect(await ada.client.send({ type: 'chat.send', text: 'Is this in the exam?' })).toMatchObject({
    ok: true,
  });
  ada.client.close();

  const busy = await run('data', 'backup', 'lectures.tar.gz');
  expect(busy.code).toBe(1);
  expect(busy.stderr).toContain(`(process ${first.child.pid}): stop it, and run this again.`);
  expect((await fetch(`${first.origin}/healthz`)).status).toBe(200);

  first.child.kill('SIGTERM');
  await first.exited;
  const made = await run('data', 'backup', 'lectures.tar.gz');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain('It was read back and is whole.');
  expect(await run('data', 'restore', 'lectures.tar.gz')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is not empty'),
  });
  expect(await run('other', 'restore', 'lectures.tar.gz')).toMatchObject({ code: 0, stderr: '' });

  const second = await startServer({ ROSTRUM_DATA: join(folder, 'other') });
  // The signing key came along: the same token still lets the same person in.
  const again = connect(second.origin, token);
  await again.reaches(() => again.client.room.chat.messages.length === 1);
  expect(again.client.room.chat.messages[0]).toMatchObject({ name: 'Ada', text: 'Is this in the exam?' });
  again.client.close();
});

it('says how it is used, and what is wrong', async () => {
  expect(await run('data', 'backup')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('npm run backup'),
  });
  expect(await run('nothing', 'backup', 'x.tar.gz')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no data folder of Rostrum'),
  });
  expect(await readdir(folder)).not.toContain('x.tar.gz');
});
