import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface Listed {
  pid: number;
  parent: number;
  command: string;
}

/** What runs on this machine; what has ended and waits to be asked why is not among it. */
async function processes(): Promise<Listed[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid && !state?.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/** Those whose command line has these words. */
export async function childrenOf(parent: number | undefined, words: string): Promise<number[]> {
  const all = await processes();
  return all.filter((one) => one.parent === parent && one.command.includes(words)).map(({ pid }) => pid);
}

export const transcodersOf = (parent: number | undefined) => childrenOf(parent, '-f sdp');

/** The transcoders that this very process has started. */
export const ownTranscoders = () => transcodersOf(process.pid);

export async function isRunning(pid: number): Promise<boolean> {
  return (await processes()).some((one) => one.pid === pid);
}
