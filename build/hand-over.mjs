import { spawn } from 'node:child_process';
import path from 'node:path';
import { cacheFolder } from './setup/machine.mjs';

/**
 * Runs a TypeScript entry under Node 24 in this terminal, and ends as it ends. The IPC channel is there for one
 * thing: the child learns from its closing that this process is gone, however it went.
 * @param {import('./setup/index.mjs').Ready} ready @param {string} file relative to the root @param {string[]} args
 */
export function handOver({ root, node, env, can }, file, args) {
  // Node keeps what it made of a thousand files: a server that was killed is back in two thirds of the time.
  const NODE_COMPILE_CACHE = process.env['NODE_COMPILE_CACHE'] ?? path.join(cacheFolder(), 'compiled');
  const child = spawn(node, [file, ...args], {
    cwd: root,
    env: { ...process.env, ...env, NODE_COMPILE_CACHE, ROSTRUM_CAN: can.join(',') },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A terminal's Ctrl+C reaches the child by itself, a `kill` of this process doesn't; twice does no harm.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  stopWithNpm(() => child.kill('SIGTERM'));
  child.once('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}

/**
 * `kill` of npm ends the shell between npm and us and nothing more; we notice only that our parent is another.
 * @param {() => void} stop
 */
function stopWithNpm(stop) {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    stop();
  }, 500);
  look.unref();
}
