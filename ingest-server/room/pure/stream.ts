import type { Event, RoomState, StreamId, StreamSource } from '@rostrum/protocol/room';

export type StopReason = Extract<Event, { type: 'stream.stopped' }>['reason'];

export function streamStartEvents({ stream }: RoomState, streamId: StreamId): Event[] {
  if (stream.status === 'live' && stream.streamId === streamId) return [];
  return [{ type: 'stream.started', streamId }];
}

export function leftOutEvents(
  { stream }: RoomState,
  streamId: StreamId,
  names: readonly string[],
  because: string,
): Event[] {
  if (stream.status !== 'live' || stream.streamId !== streamId) return [];
  if ((stream.leftOut ?? []).join() === names.join()) return [];
  return [{ type: 'stream.left-out', streamId, names: [...names], because }];
}

export function recordingEvents(
  { stream }: RoomState,
  streamId: StreamId,
  isRecorded: boolean,
  because?: string,
): Event[] {
  if (stream.status !== 'live' || stream.streamId !== streamId) return [];
  if (isRecorded === (stream.unrecorded === undefined)) return [];
  return [
    { type: 'stream.recording-changed', streamId, isRecorded, ...(because === undefined ? {} : { because }) },
  ];
}

/** A stream is the studio's until something else is said of it. */
export function sourceEvents({ stream }: RoomState, streamId: StreamId, source: StreamSource): Event[] {
  if (stream.status !== 'live' || stream.streamId !== streamId) return [];
  if ((stream.source ?? 'studio') === source) return [];
  return [{ type: 'stream.source-changed', streamId, source }];
}

/** Told once each time, also by another life of the server that goes on with the stream. */
export function slateEvents({ stream }: RoomState, streamId: StreamId, on: boolean): Event[] {
  if (stream.status !== 'live' || stream.streamId !== streamId) return [];
  const isOn = stream.slate !== undefined && stream.slate.until === undefined;
  return isOn === on ? [] : [{ type: 'stream.slate', streamId, on }];
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
