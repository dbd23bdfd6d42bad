import { execFileSync } from 'node:child_process';

/** The processes that this one has started, by what their command line has. */
export function childrenOf(parent: number | undefined, command: string): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, ppid, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent && args?.includes(command) ? [Number(pid)] : [];
  });
}
