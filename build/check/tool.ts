import { spawn } from 'node:child_process';
import path from 'node:path';

export interface ToolRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a tool from node_modules to its end. @param file relative to node_modules */
export function runTool(root: string, file: string, args: readonly string[]): Promise<ToolRun> {
  return new Promise((resolve, reject) => {
    const tool = path.join(root, 'node_modules', file);
    const child = spawn(process.execPath, [tool, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
