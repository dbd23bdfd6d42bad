import { execFileSync } from 'node:child_process';

/** The processes that this one has started, by what their command line has. */
export function childrenOf(parent: number | undefined, command: string): number[] {
  return list().flatMap(({ pid, ppid, args }) => (ppid === parent && args.includes(command) ? [pid] : []));
}

/** Those that they have started too, and so on. */
export function descendantsOf(parent: number, command: RegExp): number[] {
  const all = list();
  const under = (of: number): typeof all => {
    const children = all.filter(({ ppid }) => ppid === of);
    return [...children, ...children.flatMap(({ pid }) => under(pid))];
  };
  return under(parent).flatMap(({ pid, args }) => (command.test(args) ? [pid] : []));
}

function list(): { pid: number; ppid: number; args: string }[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, ppid, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return args === undefined ? [] : [{ pid: Number(pid), ppid: Number(ppid), args }];
  });
}
