import { cpus } from 'node:os';
import { childrenOf } from '@rostrum/e2e/support';
import { cpuS, rssMb } from '../crowd/process-cost.ts';
import type { Second } from './pure/report.ts';

/** Looking for children asks the whole system. */
const LOOK_EVERY = 4;

type Part = 'server' | 'transcoder' | 'media';

/** What a server and its children use, from second to second. */
export class ServerCost {
  #pids: readonly { part: Part; pid: number }[] = [];
  #used = new Map<number, number>();
  #looks = 0;
  #atMs = performance.now();
  #machine = busyS();

  /** `server`: undefined where it is on another machine. */
  sample(server: number | undefined): Pick<Second, 'cpu' | 'memoryMb' | 'machineCpu'> {
    const passedS = (performance.now() - this.#atMs) / 1_000;
    this.#atMs = performance.now();
    const busy = busyS();
    const machineCpu = (busy - this.#machine) / passedS;
    this.#machine = busy;
    if (server === undefined) return { cpu: null, memoryMb: null, machineCpu };
    if (this.#looks % LOOK_EVERY === 0 || this.#pids[0]?.pid !== server) this.#look(server);
    this.#looks += 1;
    const cpu = { server: 0, transcoder: 0, media: 0 };
    const used = new Map<number, number>();
    for (const { part, pid } of this.#pids) {
      const now = attempt(() => cpuS(pid));
      if (now === undefined) continue;
      used.set(pid, now);
      cpu[part] += Math.max(0, now - (this.#used.get(pid) ?? now)) / passedS;
    }
    this.#used = used;
    return { cpu, memoryMb: attempt(() => rssMb(server)) ?? null, machineCpu };
  }

  #look(server: number): void {
    const children = (part: Part, command: string) =>
      (attempt(() => childrenOf(server, command)) ?? []).map((pid) => ({ part, pid }));
    this.#pids = [
      { part: 'server', pid: server },
      ...children('transcoder', '-f sdp'),
      ...children('media', 'mediasoup-worker'),
    ];
  }
}

/** A process that has just gone has nothing to tell. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function busyS(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1_000;
}
