import { type RoomState, type StreamId, emptyRoom } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { streamStartEvents, streamStopEvents } from './stream.ts';

const one = 's1' as StreamId;
const two = 's2' as StreamId;
const live: RoomState = { ...emptyRoom, stream: { status: 'live', streamId: one, since: 5 } };

describe('ROOM-33: a stream in a room', () => {
  it.each([
    ['starts', emptyRoom, one, [{ type: 'stream.started', streamId: one }]],
    ['takes the place of another', live, two, [{ type: 'stream.started', streamId: two }]],
    ['does not start twice', live, one, []],
  ])('%s', (_what, state, streamId, events) => {
    expect(streamStartEvents(state, streamId)).toEqual(events);
  });

  it.each([
    ['stops', live, one, [{ type: 'stream.stopped', streamId: one, reason: 'lost' }]],
    ['is not stopped by the late word of an earlier one', live, two, []],
    ['does not stop before it started', emptyRoom, one, []],
  ])('%s', (_what, state, streamId, events) => {
    expect(streamStopEvents(state, streamId, 'lost')).toEqual(events);
  });

  const failedTwo = { type: 'stream.stopped', streamId: two, reason: 'failed' };
  const afterOne: RoomState = {
    ...emptyRoom,
    stream: { status: 'stopped', streamId: one, reason: 'ended', at: 9 },
  };
  it.each([
    ['is told though it never started', emptyRoom, two, [failedTwo]],
    ['is told after an earlier one has ended', afterOne, two, [failedTwo]],
    ['is told once', afterOne, one, []],
    ['does not touch another that is live', live, two, []],
  ])('that failed %s', (_what, state, streamId, events) => {
    expect(streamStopEvents(state, streamId, 'failed')).toEqual(events);
  });
});
