import type { WatchResponse } from '@rostrum/protocol/http';
import { moveToPath } from './pure/move-to-path.ts';

export interface WatchAddressOptions {
  /** Asks the server; rejects where it doesn't tell. */
  find: () => Promise<WatchResponse>;
  serverNow: () => number;
}

/** Renewed so long before it expires: time for a server that is away to come back. */
const RENEW_BEFORE_MS = 5 * 60_000;
const RETRY_AFTER_MS = 20_000;
const SOONEST_MS = 10_000;
/** A device sleeps, or its clock is found to be hours off: how long there is still is looked at again. */
const LOOK_EVERY_MS = 60_000;

/** Where the class is watched. The address is good for a while; before that is over it is another, and nobody notices. */
export class WatchAddress {
  readonly #options: WatchAddressOptions;
  #now: WatchResponse | undefined;
  #renewing: ReturnType<typeof setTimeout> | undefined;
  #doubtedAtMs = Number.NEGATIVE_INFINITY;
  #state: 'open' | 'closed' = 'open';

  constructor(options: WatchAddressOptions) {
    this.#options = options;
  }

  /** One that is good now. */
  async path(): Promise<string> {
    const { serverNow, find } = this.#options;
    const known = this.#now;
    if (known && (known.expiresAt === undefined || known.expiresAt > serverNow())) return known.path;
    return this.#keep(await find());
  }

  /** What was asked for by an earlier address, by the one that is good now. */
  current(url: string): string {
    return this.#now ? moveToPath(url, this.#now.path) : url;
  }

  /** Who asked by it was turned away: another is asked for, once for all who are within the same seconds. */
  doubt(): void {
    const nowMs = performance.now();
    if (nowMs - this.#doubtedAtMs < SOONEST_MS || this.#state === 'closed') return;
    this.#doubtedAtMs = nowMs;
    void this.#renew();
  }

  close(): void {
    this.#state = 'closed';
    clearTimeout(this.#renewing);
  }

  #keep(found: WatchResponse): string {
    this.#now = found;
    const { expiresAt } = found;
    if (expiresAt !== undefined) this.#waitToRenew(expiresAt - RENEW_BEFORE_MS);
    return found.path;
  }

  #waitToRenew(atMs: number): void {
    const { serverNow } = this.#options;
    const leftMs = Math.max(SOONEST_MS, atMs - serverNow());
    this.#after(Math.min(leftMs, LOOK_EVERY_MS), () => {
      if (serverNow() >= atMs) void this.#renew();
      else this.#waitToRenew(atMs);
    });
  }

  #after(ms: number, call: () => void): void {
    clearTimeout(this.#renewing);
    if (this.#state !== 'closed') this.#renewing = setTimeout(call, ms);
  }

  async #renew(): Promise<void> {
    try {
      this.#keep(await this.#options.find());
    } catch {
      // The page tells by its connection that the server is away; until then the old address is good.
      this.#after(RETRY_AFTER_MS, () => void this.#renew());
    }
  }
}
