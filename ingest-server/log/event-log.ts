import type { ClassId, LoggedEvent } from '@rostrum/protocol/room';
import type { AppendResult, NewEvent } from './pure/append.ts';

/** The log doesn't know what a state means: whoever reads it checks it. */
export interface Snapshot {
  readonly seq: number;
  readonly state: unknown;
}

export interface EventLog {
  /** Writes them behind `expectedSeq`; resolves after the write, rejects when it failed. */
  append(classId: ClassId, expectedSeq: number, events: readonly NewEvent[]): Promise<AppendResult>;
  /** Everything after `since`, in order. */
  read(classId: ClassId, since: number): Promise<LoggedEvent[]>;
  /** Calls for whatever this process writes from now on, in order, before its append resolves; returns the way to end it. */
  follow(classId: ClassId, listener: (events: readonly LoggedEvent[]) => void): () => void;
  /** What a fold had come to at `seq`, so that the next start need not read from the beginning; the newest is kept. */
  saveSnapshot(classId: ClassId, seq: number, state: unknown): Promise<void>;
  /** `state` is as it was given: whoever reads it checks it. */
  readSnapshot(classId: ClassId): Promise<Snapshot | undefined>;
  /** Classes that have a log. */
  classes(): Promise<ClassId[]>;
  /** Lets what is under way finish; safe twice. */
  close(): Promise<void>;
}
