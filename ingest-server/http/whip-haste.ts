import { type BucketSize, Limit } from '@rostrum/protocol/limits';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { addressOfRequest } from '../room/index.ts';
import { bearerOf } from './bearer.ts';

/** An encoder that comes back again and again is let in, a hundred a second are turned away unread. */
const OF_ONE = { capacity: 20, refillMs: 1_000 };

/**
 * How often one may come: by address and bearer, so that whoever sends rubbish from behind the same address holds up nobody
 * else, and by the address alone for whoever has ever new bearers.
 */
export class Haste {
  readonly #byBoth: Limit;
  readonly #byAddress: Limit;

  constructor(ofAddress: BucketSize, now: () => number) {
    this.#byBoth = new Limit(OF_ONE, now);
    this.#byAddress = new Limit(ofAddress, now);
  }

  take(request: FastifyRequest): ReturnType<Limit['take']> {
    const address = addressOfRequest(request.raw);
    const byAddress = this.#byAddress.take(address);
    if (!byAddress.ok) return byAddress;
    // No secret stays in the memory for a limit.
    const bearer = createHash('sha256').update(bearerOf(request) ?? '');
    const byBoth = this.#byBoth.take(`${address} ${bearer.digest('base64url')}`);
    // What one is turned away for alone costs the others nothing.
    if (!byBoth.ok) this.#byAddress.giveBack(address);
    return byBoth;
  }

  /** They had every right: that costs those of the same address nothing. */
  giveBack(request: FastifyRequest): void {
    this.#byAddress.giveBack(addressOfRequest(request.raw));
  }
}
