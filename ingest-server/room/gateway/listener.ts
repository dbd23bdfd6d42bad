import type { LoggedEvent, PersonId, View } from '@rostrum/protocol/room';

/** A socket in the hall, as far as the hall is concerned. */
export interface Listener {
  readonly personId: PersonId;
  readonly view: View;
  /** What its welcome said: everything up to here. */
  readonly through: number;
  /** Whole WebSocket frames, the same bytes for many. */
  deliver(frames: Buffer): void;
  /** Something about this very person was told, which may change what they see or whether they stay. */
  handleOwnChange(event: LoggedEvent['event']): void;
}
