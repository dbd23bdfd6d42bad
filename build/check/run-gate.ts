import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { GateResult } from './gate.ts';

interface RunOptions {
  /** Only these files, in a gate that looks at each by itself. */
  only?: readonly string[];
  onStart?: (child: ChildProcess) => void;
}

/** Each gate in a process of its own: some work for seconds without ever looking up. */
export function runGate(
  name: string,
  root: string,
  { only = [], onStart }: RunOptions = {},
): Promise<GateResult> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'gate-process.ts'), [name, root, ...only], {
      stdio: 'inherit',
    });
    onStart?.(child);
    child.once('message', (result) => resolve(result as GateResult));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`the gate ${name} ended with ${signal ?? `code ${code}`} and no result`));
    });
  });
}
