import type { Dialect } from './dialects.ts';

/** What the crowd's workers are told. */
export type ToCrowd =
  | { do: 'connect'; dialect: Dialect; url: string; tokens: readonly string[] }
  /** Each says one message of its own, spread evenly; `everyMs` apart over all workers together. */
  | { do: 'say'; count: number; everyMs: number; prefix: string }
  /** Forget what was heard so far. */
  | { do: 'begin' }
  | { do: 'report'; prefix: string; expected: number }
  | { do: 'end' };

export interface CrowdReport {
  /** From being said to being heard, of every delivery. */
  readonly delaysMs: readonly number[];
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly refused: number;
}

export type FromCrowd =
  { is: 'connected' } | { is: 'said' } | { is: 'begun' } | { is: 'report'; report: CrowdReport };
