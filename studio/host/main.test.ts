import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const mainFile = join(import.meta.dirname, 'main.ts');
let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'rostrum-shell-'));
});

afterEach(() => rm(data, { recursive: true, force: true }));

/** A real process; `pages` as if a development server served them, so that no build is needed. */
function start(environment: Record<string, string>) {
  const child = fork(mainFile, {
    env: {
      ...process.env,
      ROSTRUM_STUDIO_PORT: '0',
      ROSTRUM_DATA: data,
      ROSTRUM_STUDIO_PAGES: 'http://localhost:5175',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => (output += piece));
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (errors += piece));
  const ready = new Promise<{ type: string; port: number; url: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { type: string; port: number; url: string }));
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${errors}`)));
  });
  ready.catch(() => {});
  const ended = new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output, errors }));
  });
  return { child, ready, ended };
}

describe('the browser shell as a process', () => {
  it('says on the channel and on stdout where it is, and ends when asked', async () => {
    const { child, ready, ended } = start({});
    const message = await ready;
    expect(message).toMatchObject({ type: 'ready', url: expect.stringMatching(/#key=/) });
    expect(message.port).toBeGreaterThan(0);
    expect(existsSync(join(data, 'studio'))).toBe(true);
    child.kill('SIGTERM');
    const { code, output } = await ended;
    expect(output).toBe(`studio ${message.url}\n`);
    expect(code).toBe(0);
  });

  it('ends when whoever started it is gone', async () => {
    const { child, ready } = start({});
    await ready;
    // Not 'close': after a disconnect Node never says it.
    const exit = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    expect(await exit).toBe(0);
  });

  it.each([
    [
      'a data folder that can’t be written',
      async () => {
        const file = join(data, 'a-file');
        await writeFile(file, '');
        return { ROSTRUM_DATA: file };
      },
      /can't be written \(ENOTDIR\): set ROSTRUM_DATA/,
    ],
    ['a port that is none', async () => ({ ROSTRUM_STUDIO_PORT: 'x' }), /^ROSTRUM_STUDIO_PORT must be/],
    [
      'a damaged link',
      async () => ({ ROSTRUM_STUDIO_LINK: 'rostrum://studio?server=x' }),
      /link.*can't be used/,
    ],
  ])('with %s says one sentence, no stack, and ends with 1', async (_, surroundings, words) => {
    const { ended } = start(await surroundings());
    const { code, errors } = await ended;
    expect(code).toBe(1);
    expect(errors).toMatch(words);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });
});
