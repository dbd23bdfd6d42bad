import { statfs } from 'node:fs/promises';

export interface DiskOptions {
  readonly folder: string;
  /** What must stay free: for the database, the log, and whoever else lives on this disk. */
  readonly reserveBytes: number;
  readonly now: () => number;
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** Asked more often than this, it says what it said. */
const FRESH_MS = 1_000;

/** Whether there is room for what comes. */
export class Disk {
  readonly #options: DiskOptions;
  #asked: { at: number; free: Promise<number> } | undefined;

  constructor(options: DiskOptions) {
    this.#options = options;
  }

  async hasRoomFor(bytes: number): Promise<boolean> {
    return (await this.#free()) - bytes >= this.#options.reserveBytes;
  }

  /** For what can wait: as much again stays free for the lectures that are on air. */
  async hasRoomToSpareFor(bytes: number): Promise<boolean> {
    return (await this.#free()) - bytes >= 2 * this.#options.reserveBytes;
  }

  #free(): Promise<number> {
    const { folder, now, freeBytes = freeOn } = this.#options;
    const at = now();
    if (!this.#asked || Math.abs(at - this.#asked.at) >= FRESH_MS) {
      this.#asked = { at, free: freeBytes(folder) };
    }
    return this.#asked.free;
  }
}

async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
