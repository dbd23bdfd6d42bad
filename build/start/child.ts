import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endingWords } from './pure/last-words.ts';

/** How long an orderly stop may take: the transcoder finishes its part, the log its last write. */
const STOP_MAX_MS = 8_000;

export interface ChildPlan {
  /** As a person would call it: "server". */
  name: string;
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string | undefined>>;
  /** ipc: it sends one message when it is ready; debugging: Chromium's pair of pipes. */
  channel: 'ipc' | 'debugging' | 'none';
  /** What becomes of its stderr. held: kept until it is ready, since its last line says why it never was. */
  stderr: 'hidden' | 'held' | 'shown';
}

/**
 * A process that we started and will stop. It runs in a group of its own, so that Ctrl+C reaches it only through us
 * and everything stops in order.
 */
export class Child {
  readonly #process: ChildProcess;
  readonly #name: string;
  /** What it said before it was ready, kept until it is clear whether it will be. */
  readonly #early: string[] = [];
  #lastLine = '';
  #isReady = false;
  readonly #stderr: ChildPlan['stderr'];
  #closing: Promise<void> | undefined;
  /** Resolves to a sentence when it ends without having been asked to. */
  readonly ended: Promise<string>;

  constructor({ name, command, args, env, channel, stderr }: ChildPlan) {
    this.#name = name;
    this.#stderr = stderr;
    const pipes =
      channel === 'ipc' ? ['ipc' as const] : channel === 'debugging' ? (['pipe', 'pipe'] as const) : [];
    this.#process = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe', ...pipes],
      detached: process.platform !== 'win32',
    });
    const output = this.#process.stderr;
    if (output) createInterface({ input: output }).on('line', (line) => this.#hear(line));
    this.ended = new Promise((resolve) => {
      const end = (code: number | null, signal: string | null) =>
        resolve(endingWords({ name, wasReady: this.#isReady, code, signal, lastLine: this.#lastLine }));
      this.#process.once('error', (error) => {
        this.#lastLine = error.message;
        end(null, null);
      });
      // 'close' comes after the last line of stderr, 'exit' may come before it.
      this.#process.once('close', end);
    });
  }

  /** Resolves to the first message that `read` understands; rejects with a sentence when the child ends before. */
  ready<T>(read: (message: unknown) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const listen = (message: unknown) => {
        const value = read(message);
        if (value === undefined) return;
        this.#process.off('message', listen);
        this.handleReady();
        resolve(value);
      };
      this.#process.on('message', listen);
      void this.ended.then((words) => reject(new Error(words)));
    });
  }

  /** It has begun its work; for those who send no message, whoever sees it says so. */
  handleReady(): void {
    this.#isReady = true;
    for (const line of this.#early.splice(0)) process.stderr.write(`${line}\n`);
  }

  close(): Promise<void> {
    this.#closing ??= this.#stop();
    return this.#closing;
  }

  #hear(line: string): void {
    if (line.trim() !== '') this.#lastLine = line;
    if (this.#stderr === 'hidden') return;
    if (this.#stderr === 'held' && !this.#isReady) this.#early.push(line);
    else process.stderr.write(`${line}\n`);
  }

  async #stop(): Promise<void> {
    const { exitCode, signalCode, pid } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const late = setTimeout(() => {
      process.stderr.write(`The ${this.#name} did not stop within ${STOP_MAX_MS / 1000} s and was killed.\n`);
      this.#killGroup(pid);
    }, STOP_MAX_MS);
    this.#process.kill('SIGTERM');
    await this.ended;
    clearTimeout(late);
  }

  #killGroup(pid: number): void {
    if (process.platform === 'win32') this.#process.kill('SIGKILL');
    else process.kill(-pid, 'SIGKILL');
  }
}
