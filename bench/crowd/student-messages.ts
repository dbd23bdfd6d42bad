import type { PollId } from '@rostrum/protocol/room';

/** What the workers with whole clients in them are told. */
export type ToStudents =
  | { do: 'connect'; url: string; tokens: readonly string[] }
  /** Everyone answers once at a moment of their own; that share of them sends the same frame twice. */
  | { do: 'answer'; pollId: PollId; withinMs: number; twiceShare: number }
  /** Everyone raises and lowers their hand, one command after the other was acknowledged, for so long. */
  | { do: 'raise-and-lower'; forMs: number }
  | { do: 'await-results'; pollId: PollId }
  /** Of those that many one raises a hand, and keeps it up. */
  | { do: 'raise-hands'; everyNth: number }
  /** Until all are inside again, after the connections broke at `sinceMs`; who isn't by then is lost. */
  | { do: 'await-back'; sinceMs: number; texts: readonly string[]; patienceMs: number };

export type FromStudents =
  | { is: 'connected' }
  | { is: 'answered'; acknowledged: number; refused: number; lastAtMs: number }
  | { is: 'raised-and-lowered'; acknowledgedMs: readonly number[] }
  | { is: 'hands-up' }
  | { is: 'results'; atMs: readonly number[]; people: readonly number[] }
  | { is: 'back'; afterMs: readonly number[]; lost: number; doubled: number };
