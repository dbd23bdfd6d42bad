import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface Child {
  readonly process: ChildProcess;
  /** What it has printed on both outputs so far, for the message of a failed test. */
  output(): string;
  /** As an operator would; resolves when it is gone. */
  stop(): Promise<void>;
  /** As a power cut would. */
  kill(): Promise<void>;
}

const LOGS = new URL('../../test-results/logs/', import.meta.url).pathname;

/** How long an orderly stop may take before it counts as one that hangs. */
const STOP_MAX_MS = 8_000;

/** `through`: a program, with its options, that starts it in its turn. */
export function startNode(
  script: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  through: readonly string[] = [],
): Child {
  // The flag is the one that `npm start` gives.
  const [program = '', ...rest] = [...through, process.execPath, '--max-semi-space-size=2', script, ...args];
  const child = spawn(program, rest, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  // A failed test is asked first what its server said: there, by when it was started.
  mkdirSync(LOGS, { recursive: true });
  const log = createWriteStream(join(LOGS, `${Date.now()}-${basename(dirname(script))}-${child.pid}.log`));
  for (const output of [child.stdout, child.stderr]) {
    output?.on('data', (chunk: Buffer) => {
      lines.push(chunk.toString());
      log.write(chunk);
    });
  }
  child.once('close', () => log.end());

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MAX_MS);
    await exited;
    clearTimeout(late);
    if (child.signalCode === 'SIGKILL' && signal === 'SIGTERM') {
      throw new Error(`${script} did not stop within ${STOP_MAX_MS} ms:\n${lines.join('')}`);
    }
  }

  return {
    process: child,
    output: () => lines.join(''),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** The first IPC message that says it is ready; an exit before that rejects with what was printed. */
export function ready(child: Child, withinMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}:\n${child.output()}`));
    const late = setTimeout(() => fail(`not ready after ${withinMs} ms`), withinMs);
    child.process.once('exit', (code) => {
      clearTimeout(late);
      fail(`ended with code ${code} before it was ready`);
    });
    child.process.on('message', (message: { type?: unknown }) => {
      if (message.type !== 'ready') return;
      clearTimeout(late);
      resolve(message);
    });
  });
}
