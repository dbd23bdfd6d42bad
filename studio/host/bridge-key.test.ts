import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepBridgeKey } from './bridge-key.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-key-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('the key is the same at the next start, and readable by nobody else on this machine', async () => {
  const key = await keepBridgeKey(folder);
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(await keepBridgeKey(folder)).toBe(key);
  expect((await stat(join(folder, 'bridge-key'))).mode & 0o077).toBe(0);
});

it('what is no key is replaced by one', async () => {
  await writeFile(join(folder, 'bridge-key'), 'guess-me');
  expect(await keepBridgeKey(folder)).toMatch(/^[\w-]{43}$/);
});
