import { execFileSync } from 'node:child_process';

/** The processes that this very one has started, by what their command line has. */
export function ownProcesses(command: string): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, parent, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isOurs = Number(parent) === process.pid && args?.includes(command) && !state?.startsWith('Z');
    return isOurs ? [Number(pid)] : [];
  });
}
