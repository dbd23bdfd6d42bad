import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Child, type ChildPlan } from './child.ts';
import { readHostReady, readServerReady } from './messages.ts';

function plan(script: string): ChildPlan {
  const args = ['-e', script];
  return { name: 'server', command: process.execPath, args, channel: 'ipc', stderr: 'held' };
}

const staysReady = 'process.send({ type: "ready", port: 1, url: "http://x/" }); setInterval(() => {}, 1000);';

describe('a child', () => {
  it('is ready with what it says, and stops when asked, however often', async () => {
    const child = new Child(plan(staysReady));
    await expect(child.ready(readHostReady)).resolves.toEqual({ url: 'http://x/' });
    await Promise.all([child.close(), child.close()]);
    await child.close();
    await expect(child.ended).resolves.toContain('SIGTERM');
  });

  it('that can’t start is told with its own sentence', async () => {
    const child = new Child(
      plan('console.error("starting…"); console.error("Port 4400 is in use."); process.exit(1)'),
    );
    await expect(child.ready(readHostReady)).rejects.toThrow(
      'The server could not start: Port 4400 is in use.',
    );
  });

  it('that dies later is told with its last line', async () => {
    const dies =
      'process.send({ type: "ready", url: "http://x/" }, () => { console.error("the disk is full"); process.exit(1); })';
    const child = new Child({ ...plan(dies), stderr: 'hidden' });
    await child.ready(readHostReady);
    await expect(child.ended).resolves.toBe('The server stopped: the disk is full');
  });

  it('that sends no message is told as stopped once somebody has seen it at work', async () => {
    const child = new Child({ ...plan('setInterval(() => {}, 1000);'), channel: 'none' });
    child.handleReady();
    await child.close();
    await expect(child.ended).resolves.toMatch(/^The server stopped/);
  });

  it('whose program is not there is told, not thrown', async () => {
    const child = new Child({ ...plan(''), command: '/no/such/program' });
    await expect(child.ended).resolves.toContain('ENOENT');
    await child.close();
  });
});

describe('a ready message', () => {
  it('of the server has its links, for people and for programs here', () => {
    const links = { viewer: 'https://x/c/DEMO', dashboard: 'https://x/dashboard/', studio: 'rostrum://x' };
    const here = { viewer: 'http://localhost/c/DEMO', dashboard: 'http://localhost/', studio: 'rostrum://h' };
    const ready = { type: 'ready', port: 1, links, here };
    expect(readServerReady(ready)).toEqual({ links, here, note: undefined });
    expect(readServerReady({ ...ready, note: 'Mind the gap.' })?.note).toBe('Mind the gap.');
  });

  it('of something else is waited past, and one that is broken is an error', () => {
    expect(readServerReady({ type: 'hello' })).toBeUndefined();
    expect(readServerReady(null)).toBeUndefined();
    expect(() => readServerReady({ type: 'ready', port: 1 })).toThrow('links');
    expect(() => readHostReady({ type: 'ready' })).toThrow('url');
  });
});

describe('children', () => {
  it('are stopped from the last to the first, when the command is asked to stop and when a vital one dies', async () => {
    const file = path.join(import.meta.dirname, 'children-process.test-entry.ts');
    const outcomes = ['stop', 'die'].map(async (mode) => {
      const child = spawn(process.execPath, [file, mode], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
      let output = '';
      child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
      child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
      if (mode === 'stop') child.once('message', () => child.kill('SIGTERM'));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, lines: output.split('\n').filter((line) => line !== '') };
    });
    const [stopped, died] = await Promise.all(outcomes);
    expect(stopped).toEqual({ code: 0, lines: ['second stops', 'first stops'] });
    expect(died).toEqual({
      code: 1,
      lines: ['The third stopped: out of paper', 'second stops', 'first stops'],
    });
  });
});
