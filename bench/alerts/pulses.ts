import { setTimeout as wait } from 'node:timers/promises';
import { cpuS } from '../crowd/process-cost.ts';

/** Ends what it does to processes: they run again. */
export type Release = () => Promise<void>;

/** Processes that stand still again and again, as on a machine that gives them no processor. */
export function pulse(pids: () => readonly number[], standMs: number, runMs: () => number): Release {
  let isOver = false;
  const beating = (async () => {
    while (!isOver) {
      for (const pid of pids()) signal(pid, 'SIGSTOP');
      await wait(standMs);
      for (const pid of pids()) signal(pid, 'SIGCONT');
      await wait(runMs());
    }
  })();
  return async () => {
    isOver = true;
    await beating;
    for (const pid of pids()) signal(pid, 'SIGCONT');
  };
}

const STAND_MS = 95;
const LOOK_MS = 1_000;
const LEAST_MS = 1;
const MOST_MS = 80;

/** CPU seconds a second, as it is while nobody brakes. */
export async function usualUse(pids: () => readonly number[]): Promise<number> {
  const before = usedBy(pids());
  await wait(3 * LOOK_MS);
  return (usedBy(pids()) - before) / 3;
}

/** Gives processes so many CPU seconds a second. */
export function brake(pids: () => readonly number[], wanted: number): Release {
  let runMs = Math.max(LEAST_MS, wanted * STAND_MS);
  // To list processes takes longer than they are to run.
  let known = pids();
  let last = usedBy(known);
  const looking = setInterval(() => {
    known = pids();
    const now = usedBy(known);
    const had = Math.max(1e-3, now - last);
    last = now;
    // No more than twice at once: what is measured in hundredths of a second trembles.
    runMs = Math.min(MOST_MS, Math.max(LEAST_MS, runMs * Math.min(2, Math.max(0.5, wanted / had))));
  }, LOOK_MS);
  const release = pulse(
    () => known,
    STAND_MS,
    () => runMs,
  );
  return async () => {
    clearInterval(looking);
    await release();
  };
}

function usedBy(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (attempt(() => cpuS(pid)) ?? 0), 0);
}

/** One that has gone needs no signal. */
export function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void {
  attempt(() => process.kill(pid, name));
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
