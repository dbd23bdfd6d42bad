import type { Act } from './pure/schedule.ts';
import type { Watching } from './pure/watch-plan.ts';

/** What the viewers' workers are told. */
export type ToViewing =
  | { do: 'stand-by' }
  | {
      do: 'begin';
      readonly servers: readonly { readonly host: string; readonly port: number }[];
      /** Of all that is asked for: a path that ends in a slash. */
      readonly base: string;
      readonly video: string;
      readonly audio: string;
      /** Coming, dropping and coming back of those who watch. */
      readonly acts: readonly Act[];
      readonly watching: readonly (readonly [student: number, how: Watching])[];
      readonly startsAtMs: number;
      /** Whether the servers are on this machine. */
      readonly isHere: boolean;
    }
  /** From now on media is asked for there. */
  | { do: 'move'; readonly base: string }
  | { do: 'tell' };

/** A stall that is over, or goes on. */
export interface StallTold {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface ViewersTold {
  readonly requests: number;
  readonly bytes: number;
  readonly errors: number;
  /** Parts that were announced and did not come, as when a transcoder gives way to another. */
  readonly withdrawn: number;
  readonly problems: readonly string[];
  /** Of each player that plays: how old its picture is. */
  readonly delaysMs: readonly number[];
  readonly players: number;
  readonly standing: number;
  readonly stalls: readonly StallTold[];
}

export type FromViewing =
  { is: 'standing-by' } | { is: 'begun' } | { is: 'moved' } | ({ is: 'told' } & ViewersTold);
