import type { Event, RoomState, StreamId } from '@rostrum/protocol/room';

export type StopReason = Extract<Event, { type: 'stream.stopped' }>['reason'];

export function streamStartEvents({ stream }: RoomState, streamId: StreamId): Event[] {
  if (stream.status === 'live' && stream.streamId === streamId) return [];
  return [{ type: 'stream.started', streamId }];
}

/**
 * A stop that comes late, when another stream has taken the place, says nothing that is still true. That one failed
 * before it started is said all the same: its studio waits for students to see it.
 */
export function streamStopEvents({ stream }: RoomState, streamId: StreamId, reason: StopReason): Event[] {
  const isOfThisOne = stream.status !== 'idle' && stream.streamId === streamId;
  const says = stream.status === 'live' ? isOfThisOne : reason === 'failed' && !isOfThisOne;
  return says ? [{ type: 'stream.stopped', streamId, reason }] : [];
}
