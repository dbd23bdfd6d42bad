import { setTimeout as wait } from 'node:timers/promises';
import * as mediasoup from 'mediasoup';
import type { types } from 'mediasoup';
import { planRespawn } from './pure/respawn-plan.ts';
import { unsignalled } from './unsignalled.ts';

export interface WorkersOptions {
  workerBin: string;
  count: number;
  /** The first worker's port, UDP and TCP; each further one takes the next. 0: any free ones. */
  port: number;
  listenAddress: string;
  announcedAddress: string;
  /** A worker's process ended by itself; all that ran on it is gone. A new one is on its way. */
  handleDied(error: Error): void;
  /** The new one could not be made; the next try comes later. */
  handleRespawnFailed(error: unknown): void;
}

interface Slot {
  worker: types.Worker;
  server: types.WebRtcServer;
  ports: readonly number[];
  routers: number;
  bornAt: number;
}

/** Another program has the port. */
export class RtcPortTakenError extends Error {
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(`WebRTC port ${port} is in use`, { cause });
    this.name = 'RtcPortTakenError';
    this.port = port;
  }
}

/** One mediasoup worker a core, each with one WebRtcServer, so that a firewall has one port a core to open. */
export class Workers {
  readonly #options: WorkersOptions;
  /** A place is empty while its worker is being made again. */
  readonly #slots: (Slot | undefined)[] = [];
  readonly #stop = new AbortController();

  private constructor(options: WorkersOptions) {
    this.#options = options;
  }

  static async start(options: WorkersOptions): Promise<Workers> {
    const workers = new Workers(options);
    try {
      for (let index = 0; index < options.count; index += 1) await workers.#fill(index, 0);
    } catch (error) {
      workers.close();
      throw error;
    }
    return workers;
  }

  get count(): number {
    return this.#options.count;
  }

  /** What is listened on now, UDP or TCP; one for each worker where they were chosen and not left to the system. */
  get ports(): number[] {
    const all = this.#slots.flatMap((slot) => slot?.ports ?? []);
    return [...new Set(all)].sort((a, b) => a - b);
  }

  /** A router on the worker that has fewest. */
  async createRouter(
    mediaCodecs: types.RouterRtpCodecCapability[],
  ): Promise<{ router: types.Router; server: types.WebRtcServer }> {
    const slot = this.#slots
      .filter((candidate) => candidate !== undefined)
      .reduce<Slot | undefined>(
        (least, candidate) => (!least || candidate.routers < least.routers ? candidate : least),
        undefined,
      );
    if (!slot) throw new Error('no media worker is running');
    slot.routers += 1;
    try {
      const router = await slot.worker.createRouter({ mediaCodecs });
      router.observer.once('close', () => (slot.routers -= 1));
      return { router, server: slot.server };
    } catch (error) {
      slot.routers -= 1;
      throw error;
    }
  }

  close(): void {
    this.#stop.abort();
    for (const slot of this.#slots) slot?.worker.close();
    this.#slots.length = 0;
  }

  async #fill(index: number, deathsBefore: number): Promise<void> {
    const slot = await this.#open(index);
    if (this.#stop.signal.aborted) {
      slot.worker.close();
      return;
    }
    this.#slots[index] = slot;
    slot.worker.on('died', (error) => {
      if (this.#stop.signal.aborted) return;
      this.#slots[index] = undefined;
      this.#options.handleDied(error);
      void this.#refill(index, deathsBefore, Date.now() - slot.bornAt);
    });
  }

  /** Tries until there is a worker again, or nobody wants one. */
  async #refill(index: number, deathsBefore: number, livedMs: number): Promise<void> {
    const { signal } = this.#stop;
    let plan = planRespawn(deathsBefore, livedMs);
    while (!signal.aborted) {
      try {
        await wait(plan.waitMs, undefined, { signal });
        await this.#fill(index, plan.deaths);
        return;
      } catch (error) {
        if (!signal.aborted) this.#options.handleRespawnFailed(error);
        plan = planRespawn(plan.deaths, 0);
      }
    }
  }

  async #open(index: number): Promise<Slot> {
    const { workerBin, port, listenAddress, announcedAddress } = this.#options;
    const worker = await unsignalled(() => mediasoup.createWorker({ workerBin, logLevel: 'warn' }));
    const listen = { ip: listenAddress, announcedAddress, port: port === 0 ? 0 : port + index };
    try {
      const server = await worker.createWebRtcServer({
        listenInfos: [
          { protocol: 'udp', ...listen },
          { protocol: 'tcp', ...listen },
        ],
      });
      const { udpSockets, tcpServers } = await server.dump();
      const ports = [...udpSockets, ...tcpServers].map((socket) => socket.port);
      return { worker, server, ports, routers: 0, bornAt: Date.now() };
    } catch (error) {
      worker.close();
      throw isTaken(error) ? new RtcPortTakenError(listen.port, error) : error;
    }
  }
}

// mediasoup has no code for it.
function isTaken(error: unknown): boolean {
  return error instanceof Error && /address already in use|EADDRINUSE/i.test(error.message);
}
