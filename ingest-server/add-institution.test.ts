import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-institution-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'add-institution.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ROSTRUM_DATA: folder, DATABASE_URL: '', ROSTRUM_PUBLIC_URL: 'https://x.org' },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (said.stdout += String(data)));
  child.stderr.on('data', (data) => (said.stderr += String(data)));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, ...said };
}

it('adds an institution to a data folder, and says how its admin comes in', async () => {
  const { code, stdout } = await run('--name', 'Far College', '--admin', 'Grace Hopper');
  expect(stdout).toMatch(/^Far College is there\./);
  expect(stdout).toMatch(/^https:\/\/x\.org\/dashboard\/#key=[\w-]{43}$/m);
  expect(code).toBe(0);
});

it('says what is missing, or why not', async () => {
  expect(await run()).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run institution') });
  expect(await run('--name', 'Far College', '--admin', 'Ada')).toMatchObject({
    code: 1,
    stderr: 'There is an institution of this name already.\n',
  });
});
