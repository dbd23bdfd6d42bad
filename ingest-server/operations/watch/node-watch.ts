import type { NodeFacts } from '@rostrum/protocol/operations';
import { X509Certificate } from 'node:crypto';
import { readFile, statfs } from 'node:fs/promises';
import type { Logger } from 'pino';
import { Newest } from './pure/newest.ts';

const DISK_EVERY_MS = 10_000;
const DAY_MS = 86_400_000;
/** How finely the event loop is felt. */
const PROBE_MS = 20;

export interface NodeWatchOptions {
  readonly dataFolder: string;
  /** Where the server itself speaks HTTPS. */
  readonly certificatePath: string | undefined;
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
  const { dataFolder, certificatePath, logger, now } = options;
  const loop = watchLoop();
  const writes = new Newest();
  // A newer file counts from the next start on, as the one that is served does.
  const certificateEndsAt =
    certificatePath === undefined ? undefined : await readCertificateEnd(certificatePath, logger);
  let cpu = { used: process.cpuUsage(), at: performance.now() };
  let disk = { at: now(), freeBytes: await freeOn(dataFolder, logger) };

  function readDiskAgain(at: number): void {
    if (Math.abs(at - disk.at) < DISK_EVERY_MS) return;
    disk = { ...disk, at };
    void freeOn(dataFolder, logger).then((freeBytes) => (disk = { ...disk, freeBytes }));
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
        logWriteP95Ms: writes.percentile(95, at),
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

async function readCertificateEnd(path: string, logger: Logger): Promise<number | undefined> {
  try {
    return new X509Certificate(await readFile(path)).validToDate.getTime();
  } catch (error) {
    logger.warn({ error, path }, 'until when the certificate counts could not be read');
    return undefined;
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
