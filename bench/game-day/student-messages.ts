import type { Place } from './join.ts';
import type { Act } from './pure/schedule.ts';

/** What the students' workers are told. */
export type ToRehearsal =
  | { do: 'stand-by' }
  | {
      do: 'begin';
      /** Doors of one class: students come through them in turn. */
      places: readonly Place[];
      acts: readonly Act[];
      startsAtMs: number;
      /** Students of other machines have other numbers. */
      firstNumber: number;
      /** Stands in what these students say. */
      tag: string;
    }
  /** What was since this was asked last. */
  | { do: 'tell' }
  /** Until all who don't drop by themselves are inside again, after the server went at `sinceMs`. */
  | { do: 'await-back'; sinceMs: number; patienceMs: number }
  | { do: 'await-words'; words: string; patienceMs: number }
  /** With what the server tells somebody who has just come in. */
  | { do: 'compare'; reference: unknown };

export interface Timed {
  readonly atMs: number;
  readonly ms: number;
}

export interface PollTold {
  readonly pollId: string;
  readonly asked: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** From sending an answer to its being taken. */
  readonly answers: readonly Timed[];
  /** When its results were on a page. */
  readonly shownAtMs: readonly number[];
}

export interface StudentsTold {
  readonly inside: number;
  /** From trying to being in. */
  readonly joined: readonly Timed[];
  /** Each message that was heard, when it was said, and after how long on each page. */
  readonly heard: readonly { readonly saidAtMs: number; readonly delaysMs: readonly number[] }[];
  readonly said: readonly string[];
  /** When something was said, or a hand raised, in vain. */
  readonly refusedAtMs: readonly number[];
  readonly raised: readonly { readonly personId: string; readonly atMs: number }[];
  readonly polls: readonly PollTold[];
  /** The first few, in words. */
  readonly problems: readonly string[];
}

export type FromRehearsal =
  | { is: 'standing-by' }
  | { is: 'begun' }
  | ({ is: 'told' } & StudentsTold)
  | { is: 'back'; afterMs: readonly number[]; lost: number }
  | { is: 'heard-words'; missing: number }
  /** `sample`: where the first of those that differ does. */
  | { is: 'compared'; compared: number; different: number; sample: string | undefined };
