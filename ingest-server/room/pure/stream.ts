import type { Event, RoomState, StreamId } from '@rostrum/protocol/room';

export type StopReason = Extract<Event, { type: 'stream.stopped' }>['reason'];

export function streamStartEvents({ stream }: RoomState, streamId: StreamId): Event[] {
  if (stream.status === 'live' && stream.streamId === streamId) return [];
  return [{ type: 'stream.started', streamId }];
}

/** A stop that comes late, when another stream has taken the place, says nothing that is still true. */
export function streamStopEvents({ stream }: RoomState, streamId: StreamId, reason: StopReason): Event[] {
  if (stream.status !== 'live' || stream.streamId !== streamId) return [];
  return [{ type: 'stream.stopped', streamId, reason }];
}
