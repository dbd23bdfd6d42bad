import type { Allowance } from '../../pure/token-bucket.ts';

/** How many sockets may be open, in all and from one address. */
export interface DoorwayLimits {
  readonly inAll: number;
  readonly perAddress: number;
}

export interface GatewayLimits extends DoorwayLimits {
  /** Of one person, on all their pages together. */
  readonly commands: Allowance;
  /** Of any kind, on one connection; a page of ours stays far below. */
  readonly frames: Allowance;
}

export const gatewayLimits: GatewayLimits = {
  inAll: 12_000,
  // A lecture hall is often one address.
  perAddress: 6_000,
  commands: { burst: 20, perSecond: 5 },
  frames: { burst: 100, perSecond: 50 },
};
