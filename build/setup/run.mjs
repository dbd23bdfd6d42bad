import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** @type {Set<import('node:child_process').ChildProcess>} */
const live = new Set();

/** What a set-up that is stopped must not leave running behind it. */
export function stopCommands() {
  for (const child of live) child.kill('SIGTERM');
}

/**
 * @typedef {{ ok: boolean, code: number | null, output: string }} Ran output: the last 200 lines of both streams
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, onStatus?: (line: string) => void, signal?: AbortSignal }} RunOptions
 */

/**
 * Runs a command to its end. It never throws for what the command did; a command that isn't there has code null.
 * With `onStatus` the child gets a pipe as file descriptor 3.
 * @param {string} command @param {string[]} args @param {RunOptions} [options] @returns {Promise<Ran>}
 */
export function run(command, args, { cwd, env, onLine, onStatus, signal } = {}) {
  return new Promise((resolve) => {
    /** @type {string[]} */
    const lines = [];
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe', onStatus ? 'pipe' : 'ignore'],
      // npm is a .cmd on Windows, which only a shell can start.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    live.add(child);
    signal?.addEventListener('abort', () => child.kill('SIGTERM'));
    /** @param {string} line */
    const keep = (line) => {
      lines.push(line);
      if (lines.length > 200) lines.shift();
      onLine?.(line);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', keep);
    }
    const status = child.stdio[3];
    if (onStatus && status && 'read' in status) createInterface({ input: status }).on('line', onStatus);
    child.once('error', (error) => {
      live.delete(child);
      resolve({ ok: false, code: null, output: String(error.message) });
    });
    child.once('close', (code) => {
      live.delete(child);
      resolve({ ok: code === 0, code, output: lines.join('\n') });
    });
  });
}
