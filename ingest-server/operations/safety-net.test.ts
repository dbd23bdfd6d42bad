import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const door = new URL('./index.ts', import.meta.url).href;

/** A process with the net under it that meets this bug. */
async function meet(bug: string) {
  const program = `
    import { createLogger, installSafetyNet } from ${JSON.stringify(door)};
    installSafetyNet(createLogger('info'));
    setInterval(() => {}, 1000);
    ${bug}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += String(data)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, line: JSON.parse(stderr) as Record<string, unknown> };
}

it.each([
  ['an error nobody caught', `setTimeout(() => { throw new Error('boom', { cause: new Error('fuse') }); });`],
  ['a promise nobody waited for', `void Promise.reject(new Error('boom', { cause: new Error('fuse') }));`],
])('%s is written down with its cause, and ends the process', async (_what, bug) => {
  const { code, line } = await meet(bug);
  expect(code).toBe(1);
  expect(line).toMatchObject({
    level: 60,
    msg: 'a bug ended the server',
    error: { message: 'boom', cause: { message: 'fuse' } },
  });
});
