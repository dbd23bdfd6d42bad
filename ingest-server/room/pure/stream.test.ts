import { type RoomState, type StreamId, emptyRoom } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import {
  leftOutEvents,
  recordingEvents,
  slateEvents,
  sourceEvents,
  streamStartEvents,
  streamStopEvents,
} from './stream.ts';

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
    [
      'is told of once',
      live,
      ['v720'],
      [{ type: 'stream.left-out', streamId: one, names: ['v720'], because: 'late' }],
    ],
    ['is not told of twice', { ...live, stream: { ...live.stream, leftOut: ['v720'] } }, ['v720'], []],
    ['is nobody’s matter where nothing is on air', emptyRoom, ['v720'], []],
  ])('HLS-29: what is left out %s', (_what, state, names, events) => {
    expect(leftOutEvents(state as RoomState, one, names, 'late')).toEqual(events);
  });

  it('HLS-54: tells once that it is not recorded, and once that it is again', () => {
    const told = recordingEvents(live, one, false, 'full');
    expect(told).toEqual([
      { type: 'stream.recording-changed', streamId: one, isRecorded: false, because: 'full' },
    ]);
    expect(recordingEvents(live, one, true)).toEqual([]);
    const unrecorded = { ...live, stream: { ...live.stream, unrecorded: 'full' } } as RoomState;
    expect(recordingEvents(unrecorded, one, false, 'full')).toEqual([]);
    expect(recordingEvents(unrecorded, one, true)).toEqual([
      { type: 'stream.recording-changed', streamId: one, isRecorded: true },
    ]);
  });

  const byEncoder = { ...live, stream: { ...live.stream, source: 'encoder' } } as RoomState;
  it.each([
    ['an encoder begins to', live, one, 'encoder', ['encoder']],
    ['an encoder still does', byEncoder, one, 'encoder', []],
    ['the studio does, as before', live, one, 'studio', []],
    ['the studio does again', byEncoder, one, 'studio', ['studio']],
    ['something did that is on air no more', live, two, 'encoder', []],
    ['something does that nobody sees yet', emptyRoom, one, 'encoder', []],
  ] as const)('tells what sends it when %s', (_what, state, streamId, source, told) => {
    expect(sourceEvents(state, streamId, source)).toEqual(
      told.map((each) => ({ type: 'stream.source-changed', streamId, source: each })),
    );
  });

  const onSlate = { ...live, stream: { ...live.stream, slate: { since: 7 } } } as RoomState;
  const offSlate = { ...live, stream: { ...live.stream, slate: { since: 7, until: 9 } } } as RoomState;
  it.each([
    ['it begins', live, one, true, [true]],
    ['it begins again', offSlate, one, true, [true]],
    ['it is still shown', onSlate, one, true, []],
    ['it is over', onSlate, one, false, [false]],
    ['it was over before', offSlate, one, false, []],
    ['there was none', live, one, false, []],
    ['another stream has it that is on air no more', live, two, true, []],
    ['nobody sees the stream yet', emptyRoom, one, true, []],
  ] as const)('tells of our own picture when %s', (_what, state, streamId, on, told) => {
    expect(slateEvents(state, streamId, on)).toEqual(
      told.map((each) => ({ type: 'stream.slate', streamId, on: each })),
    );
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
