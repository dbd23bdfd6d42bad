import { setTimeout as wait } from 'node:timers/promises';
import { backOffMs } from './pure/back-off.ts';
import type { Behind } from './archive.ts';
import type { Spooled } from './spool.ts';

/** So many go at once: a store far away has its answer's way to go for each. */
const TOGETHER = 8;
const CLOSE_WITHIN_MS = 2_000;

export interface ShipperOptions {
  /** Puts these into the store and the index, told twice counts once. Rejects while one of them can't be reached. */
  ship(batch: readonly Spooled[]): Promise<void>;
  /** The store can't be written, for the first time since it could. Must not reject. */
  handleAway(error: unknown, waiting: readonly Spooled[]): Promise<void>;
  handleBack(): void;
}

/** Brings what is in the spool to the store, in order, as long as it takes. */
export class Shipper {
  readonly #options: ShipperOptions;
  readonly #stop = new AbortController();
  #waiting: Spooled[] = [];
  #failures = 0;
  #failing: string | undefined;
  #shipping: Promise<void> | undefined;
  #outcomes: (() => void)[] = [];

  constructor(options: ShipperOptions) {
    this.#options = options;
  }

  get behind(): Behind {
    const bytes = this.#waiting.reduce((sum, spooled) => sum + spooled.bytes, 0);
    const segments = this.#waiting.filter(({ record }) => record.is === 'segment').length;
    return { segments, bytes, ...(this.#failing === undefined ? {} : { failing: this.#failing }) };
  }

  /** A store that was away for a day left tens of thousands. */
  add(all: readonly Spooled[]): void {
    for (const spooled of all) this.#waiting.push(spooled);
    if (this.#stop.signal.aborted || this.#waiting.length === 0) return;
    this.#shipping ??= this.#shipAll();
  }

  /** Resolves when all is in the store, or at once where the store can't be written now, or when closed. */
  async settled(): Promise<void> {
    if (!this.#shipping || this.#failing !== undefined) return;
    await new Promise<void>((resolve) => this.#outcomes.push(resolve));
  }

  /** What waits, and what a store that doesn't answer did not take, stays in the spool. Safe twice. */
  async close(): Promise<void> {
    await Promise.race([this.stop(), wait(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  }

  /** Lets what is under way finish, however long the store takes. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#shipping;
  }

  async #shipAll(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#stop.signal.aborted) {
      const batch = this.#nextBatch();
      try {
        await this.#options.ship(batch);
        this.#waiting = this.#waiting.slice(batch.length);
        if (this.#failing !== undefined) this.#options.handleBack();
        this.#failing = undefined;
        this.#failures = 0;
      } catch (error) {
        await this.#pause(error);
      }
    }
    this.#shipping = undefined;
    this.#tellOutcome();
  }

  /** The end goes alone: all that it speaks of must be there. */
  #nextBatch(): Spooled[] {
    const batch = this.#waiting.slice(0, TOGETHER);
    const end = batch.findIndex(({ record }) => record.is === 'end');
    return end <= 0 ? batch.slice(0, end === 0 ? 1 : TOGETHER) : batch.slice(0, end);
  }

  async #pause(error: unknown): Promise<void> {
    const isNew = this.#failing === undefined;
    this.#failing = reasonOf(error);
    this.#failures += 1;
    if (isNew) await this.#options.handleAway(error, this.#waiting);
    this.#tellOutcome();
    try {
      await wait(backOffMs(this.#failures), undefined, { signal: this.#stop.signal });
    } catch {
      // Closed while waiting: the loop sees it.
    }
  }

  #tellOutcome(): void {
    for (const resolve of this.#outcomes.splice(0)) resolve();
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
