import type { Refusal } from '@rostrum/protocol/room';
import type { ServerFrame } from '@rostrum/protocol/wire';

/** A connection as far as whoever speaks over it needs it. */
export interface Wire {
  write(frame: ServerFrame): void;
  /** A whole WebSocket frame; whoever can't keep up is cut off, and resumes. */
  deliver(frame: Buffer): void;
  /** What they asked for themselves does not make them slow. */
  allowFor(text: string): void;
  end(refusal: Refusal, again: boolean): void;
}
