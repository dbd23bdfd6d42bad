import type { ClassId, Event, LoggedEvent } from '@rostrum/protocol/room';

export interface NewEvent {
  /** Whole milliseconds of the server's clock. */
  readonly at: number;
  /** The key of the command it answers; of several events of one command, the last carries it. */
  readonly key?: string;
  readonly event: Event;
}

export interface Append {
  readonly classId: ClassId;
  readonly expectedSeq: number;
  readonly events: readonly NewEvent[];
}

/** All of an append's events are written, or none. */
export type AppendResult =
  | { is: 'logged'; events: LoggedEvent[] }
  /** The log has grown meanwhile: read on from what you have, decide again. */
  | { is: 'conflict'; lastSeq: number }
  /** These keys were met before, and this is the sequence number each had. */
  | { is: 'known'; seqByKey: ReadonlyMap<string, number> };
