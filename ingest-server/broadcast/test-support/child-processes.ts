import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The transcoders that this very process has started. */
export async function ownTranscoders(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isOurs = Number(parent) === process.pid && command?.includes('-f sdp') && !state?.startsWith('Z');
    return isOurs ? [Number(pid)] : [];
  });
}
