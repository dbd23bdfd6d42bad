import type { ClassId, LoggedEvent } from '@rostrum/protocol/room';
import type { AppendResult, NewEvent } from './pure/append.ts';

/** What was written from one opening of a class on: all behind `fromSeq`, up to where the next history begins. */
export interface History {
  readonly id: string;
  readonly fromSeq: number;
}

/** The log doesn't know what a state means: whoever reads it checks it. */
export interface Snapshot {
  readonly seq: number;
  readonly state: unknown;
}

export interface EventLog {
  /** Writes them behind `expectedSeq`; resolves after the write, rejects when it failed. */
  append(classId: ClassId, expectedSeq: number, events: readonly NewEvent[]): Promise<AppendResult>;
  /** Everything after `since`, in order; the first `most` of it where that is said. */
  read(classId: ClassId, since: number, most?: number): Promise<LoggedEvent[]>;
  /** Where these keys are, of those that are there. */
  seqsOfKeys(classId: ClassId, keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** From here on another history may begin, if what was behind `fromSeq` is lost; gives the last ones, in order. */
  beginHistory(classId: ClassId, history: History): Promise<History[]>;
  /** Calls for whatever this process writes from now on, in order, before its append resolves; returns the way to end it. */
  follow(classId: ClassId, listener: (events: readonly LoggedEvent[]) => void): () => void;
  /**
   * What a fold had come to at `seq`, so that the next start need not read from the beginning; the newest is kept.
   * `isAtRest`: nothing will happen in this class by itself.
   */
  saveSnapshot(classId: ClassId, seq: number, state: unknown, isAtRest?: boolean): Promise<void>;
  /** `state` is as it was given: whoever reads it checks it. */
  readSnapshot(classId: ClassId): Promise<Snapshot | undefined>;
  /** Classes that were not left at rest: their server was killed, or something in them waits for its time. */
  restless(): Promise<ClassId[]>;
  /** Lets what is under way finish; safe twice. */
  close(): Promise<void>;
}
