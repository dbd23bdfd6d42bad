import type { BucketSize } from '@rostrum/protocol/limits';

/** How many sockets may be open, in all and from one address. */
export interface DoorwayLimits {
  readonly inAll: number;
  readonly perAddress: number;
}

export interface GatewayLimits extends DoorwayLimits {
  /** Of one person, on all their pages together. */
  readonly commands: BucketSize;
  /** Changes of the board, of one person; a page of ours sends ten a second at most. */
  readonly drawing: BucketSize;
  /** What one person's pages report of their players: each ten seconds is what they should. */
  readonly reports: BucketSize;
  /** Of any kind, on one connection; a page of ours stays far below. */
  readonly frames: BucketSize;
}

export const gatewayLimits: GatewayLimits = {
  inAll: 12_000,
  // A lecture hall is often one address.
  perAddress: 6_000,
  commands: { capacity: 20, refillMs: 200 },
  drawing: { capacity: 60, refillMs: 80 },
  reports: { capacity: 2, refillMs: 3_000 },
  frames: { capacity: 100, refillMs: 20 },
};
