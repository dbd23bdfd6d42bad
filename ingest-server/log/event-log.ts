import type { ClassId, LoggedEvent } from '@rostrum/protocol/room';
import type { AppendResult, NewEvent } from './pure/append.ts';

export interface EventLog {
  /** Writes them behind `expectedSeq`; resolves after the write, rejects when it failed. */
  append(classId: ClassId, expectedSeq: number, events: readonly NewEvent[]): Promise<AppendResult>;
  /** Everything after `since`, in order. */
  read(classId: ClassId, since: number): Promise<LoggedEvent[]>;
  /** Calls for whatever is written from now on, in order, before its append resolves; returns the way to end it. */
  follow(classId: ClassId, listener: (events: readonly LoggedEvent[]) => void): () => void;
  /** Classes that have a log. */
  classes(): Promise<ClassId[]>;
  /** Lets what is under way finish; safe twice. */
  close(): Promise<void>;
}
