import type { NodeFacts } from '@rostrum/protocol/operations';
import { statfs } from 'node:fs/promises';
import type { Logger } from 'pino';
import { Newest } from './pure/newest.ts';

/** Read at every third look: a disk that fills up is to be told within ten seconds. */
const DISK_EVERY_MS = 2_500;
const DAY_MS = 86_400_000;
/** How finely the event loop is felt. */
const PROBE_MS = 20;

export interface NodeWatchOptions {
  readonly dataFolder: string;
  /** Of the certificate that is shown to who comes; undefined where the server doesn't speak HTTPS itself. */
  readonly certificateEndsAt: () => number | undefined;
  /** For how long nothing could be written to the log though something is to be; undefined while that isn't so. */
  readonly unwrittenForMs: () => number | undefined;
  readonly sockets: () => number;
  readonly webRtc: () => number;
  readonly behind: () => NodeFacts['spool'];
  readonly isDraining: () => boolean;
  readonly logger: Logger;
  readonly now: () => number;
}

/** How this process and its machine do. */
export interface NodeWatch {
  /** The log was written. */
  handleWrite(write: { readonly durationMs: number }): void;
  /** What was since it was read last. */
  read(): NodeFacts;
  close(): void;
}

export async function openNodeWatch(options: NodeWatchOptions): Promise<NodeWatch> {
  const { dataFolder, logger, now } = options;
  const loop = watchLoop();
  const writes = new Newest();
  let cpu = { used: process.cpuUsage(), at: performance.now() };
  let disk = { at: now(), freeBytes: await freeOn(dataFolder, logger) };
  let isReadingDisk = false;

  function readDiskAgain(at: number): void {
    // A disk on a network may take its time: it is not asked again meanwhile.
    if (isReadingDisk || Math.abs(at - disk.at) < DISK_EVERY_MS) return;
    isReadingDisk = true;
    void freeOn(dataFolder, logger).then((freeBytes) => {
      disk = { at, freeBytes };
      isReadingDisk = false;
    });
  }

  /** What is under way counts at once: by the time that it is done it is too late to tell. */
  function readWrites(at: number): number | null {
    const done = writes.percentile(95, at);
    const unwrittenMs = options.unwrittenForMs();
    return unwrittenMs === undefined ? done : Math.max(done ?? 0, unwrittenMs);
  }

  /** As a share of one core: more than 1 where threads help. */
  function readCpu(): number {
    const passedMs = performance.now() - cpu.at;
    const { user, system } = process.cpuUsage(cpu.used);
    cpu = { used: process.cpuUsage(), at: performance.now() };
    return passedMs <= 0 ? 0 : Math.round(((user + system) / 1000 / passedMs) * 1000) / 1000;
  }

  return {
    handleWrite: ({ durationMs }) => writes.add(durationMs, now()),

    read() {
      const at = now();
      const certificateEndsAt = options.certificateEndsAt();
      readDiskAgain(at);
      return {
        at,
        cpu: readCpu(),
        memoryBytes: process.memoryUsage.rss(),
        eventLoopP99Ms: loop.read(),
        sockets: options.sockets(),
        webRtc: options.webRtc(),
        diskFreeBytes: disk.freeBytes,
        spool: options.behind(),
        logWriteP95Ms: readWrites(at),
        certificateDays: certificateEndsAt === undefined ? null : (certificateEndsAt - at) / DAY_MS,
        draining: options.isDraining(),
      };
    },

    close: () => void loop.close(),
  };
}

async function freeOn(folder: string, logger: Logger): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    logger.warn({ error, folder }, 'how much is free on the disk could not be read');
    return null;
  }
}

/**
 * How late the event loop was. Node's own histogram leaves out the first delay after it was reset, which at a reading a
 * second is the one of whatever work began with the reading.
 */
function watchLoop(): { read(): number; close(): void } {
  let lastAt = performance.now();
  let delays: number[] = [];
  const probe = () => {
    const at = performance.now();
    delays.push(Math.max(0, at - lastAt - PROBE_MS));
    lastAt = at;
  };
  const probing = setInterval(probe, PROBE_MS).unref();
  return {
    read() {
      const sorted = delays.toSorted((a, b) => a - b);
      delays = [];
      return Math.round((sorted[Math.floor(sorted.length * 0.99)] ?? 0) * 10) / 10;
    },
    close: () => clearInterval(probing),
  };
}
