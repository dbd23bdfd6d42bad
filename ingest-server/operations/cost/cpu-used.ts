import { readFile, readdir } from 'node:fs/promises';

/** Linux's clock ticks in a second, as every kernel of the last twenty years has them. */
const TICKS_PER_S = 100;

/** CPU seconds since the beginning: of this process, and of all that it has started, also of those that have ended. */
export interface CpuUsed {
  readonly own: number;
  readonly children: number;
}

/** Where the system has no /proc, what is started is not known and counts as nothing. */
export async function readCpuUsed(): Promise<CpuUsed> {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1e6, children: await childrenUsed() };
}

async function childrenUsed(): Promise<number> {
  try {
    const reaped = (await ticksOf(process.pid)).children;
    const alive = await Promise.all((await childrenOf(process.pid)).map(ticksOf));
    const now = alive.reduce((sum, { own, children }) => sum + own + children, 0);
    return (reaped + now) / TICKS_PER_S;
  } catch {
    return 0;
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

/** `children`: those that it has waited for. One that went just now has nothing more to tell. */
async function ticksOf(pid: number): Promise<{ own: number; children: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return { own: 0, children: 0 };
  // The name in brackets may hold spaces; what follows it is numbers.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const sum = (first: number) => (fields[first] ?? 0) + (fields[first + 1] ?? 0);
  return { own: sum(11), children: sum(13) };
}
