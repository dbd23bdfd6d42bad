import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenFeed, RtpPorts } from './feed.ts';
import { Lifeline } from './lifeline.ts';
import { childrenOf, isRunning, transcodersOf } from './test-support/child-processes.ts';
import { missing } from './test-support/programs.ts';
import { type Studio, startStudio } from './test-support/studio.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

describe('a server with a programme on air', () => {
  let studio: Studio | undefined;
  beforeAll(async () => {
    if (!missing) studio = await startStudio();
  });
  beforeEach((context) => context.skip(missing !== undefined, missing));
  afterAll(() => studio?.close());

  /** A server's process, the FFmpeg that it has put on air, and what ends the sending to it as a gone SFU would. */
  async function onAir(): Promise<{ server: ChildProcess; transcoder: number; cut: () => void }> {
    const open: OpenFeed[] = [];
    const server = spawn(process.execPath, [path.join(import.meta.dirname, 'on-air.test-entry.ts')], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
      server.on('message', (message: { open?: 'video' | 'audio'; ports?: RtpPorts; playable?: boolean }) => {
        if (message.open && message.ports) {
          void studio?.[message.open].open(message.ports).then((feed) => open.push(feed));
        }
        if (message.playable) resolve();
      });
    });
    const [transcoder, ...others] = await transcodersOf(server.pid);
    if (transcoder === undefined || others.length > 0) throw new Error('there is not one transcoder');
    return { server, transcoder, cut: () => open.forEach((feed) => feed.close()) };
  }

  it.each<[string, (server: ChildProcess) => void]>([
    ['is killed', (server) => server.kill('SIGKILL')],
    ['crashes', (server) => server.send('crash')],
  ])('takes its FFmpeg with it when it %s', async (_how, end) => {
    const { server, transcoder, cut } = await onAir();
    cut();
    end(server);
    await once(server, 'exit');
    await vi.waitFor(async () => expect(await isRunning(transcoder)).toBe(false), {
      timeout: 2000,
      interval: 50,
    });
  });
});

describe('the lifeline', () => {
  beforeEach((context) => context.skip(process.platform === 'win32', 'needs a POSIX shell'));
  const sleeper = () => {
    const child = spawn('sleep', ['60']);
    started.push(child);
    return child;
  };
  const watchers = () => childrenOf(process.pid, 'read -r sign pid');

  it('lets go of who ended, and kills nobody when it is closed in order', async () => {
    const lifeline = new Lifeline(() => undefined);
    const [first, second] = [sleeper(), sleeper()];
    lifeline.hold(first);
    lifeline.hold(second);
    first.kill();
    await once(first, 'exit');
    second.kill();
    await once(second, 'exit');
    lifeline.close();
    await vi.waitFor(async () => expect(await watchers()).toEqual([]));
  });

  it('has one watcher for all, and another where that was killed', async () => {
    const lifeline = new Lifeline(() => undefined);
    lifeline.hold(sleeper());
    lifeline.hold(sleeper());
    const [watcher, ...others] = await watchers();
    expect(others).toEqual([]);
    process.kill(watcher!, 'SIGKILL');
    await vi.waitFor(async () => expect(await watchers()).toEqual([]));
    const third = sleeper();
    lifeline.hold(third);
    expect(await watchers()).toHaveLength(1);
    // Its standard input ends, as it does when we go.
    lifeline.close();
    await once(third, 'exit');
    expect(third.signalCode).toBe('SIGKILL');
  });
});
