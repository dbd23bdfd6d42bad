import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readCpuUsed } from './cpu-used.ts';

const run = promisify(execFile);

it('counts what a child used also after it is gone', async (context) => {
  if (!existsSync('/proc/self/stat')) return context.skip('needs /proc');
  const before = await readCpuUsed();
  await run(process.execPath, ['-e', 'while (process.cpuUsage().user < 400_000);']);
  const after = await readCpuUsed();
  expect(after.children - before.children).toBeGreaterThan(0.2);
  expect(after.own).toBeGreaterThanOrEqual(before.own);
});
