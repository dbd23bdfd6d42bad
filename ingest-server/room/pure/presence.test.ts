import { type PersonId, type RoomState, type StreamId, emptyRoom } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { joinEvents, leaveEvents, restartEvents } from './presence.ts';

const ada = { personId: 'ada' as PersonId, name: 'Ada', role: 'student' } as const;
const bob = { personId: 'bob' as PersonId, name: 'Bob', role: 'guest' } as const;
const room: RoomState = {
  ...emptyRoom,
  people: { ada: { ...ada, here: true }, bob: { ...bob, here: false } },
  stream: { status: 'live', streamId: 's1' as StreamId, since: 5 },
};

describe('presence', () => {
  it.each([
    ['somebody new joins', emptyRoom, ada, [{ type: 'person.joined', ...ada }]],
    ['somebody comes back', room, bob, [{ type: 'person.joined', ...bob }]],
    ['somebody here joins again', room, ada, []],
    [
      'somebody here has a new name',
      room,
      { ...ada, name: 'Ada L.' },
      [{ type: 'person.joined', ...ada, name: 'Ada L.' }],
    ],
  ])('says so when %s', (_what, state, member, events) => {
    expect(joinEvents(state, member)).toEqual(events);
  });

  it('lets only those leave who are here', () => {
    expect(leaveEvents(room, ada.personId, 'lost')).toEqual([
      { type: 'person.left', personId: 'ada', reason: 'lost' },
    ]);
    expect(leaveEvents(room, bob.personId, 'left')).toEqual([]);
    expect(leaveEvents(room, 'stranger' as PersonId, 'left')).toEqual([]);
  });

  it('ends the stream and everyone’s presence with the server, and nothing twice', () => {
    expect(restartEvents(room)).toEqual([
      { type: 'stream.stopped', streamId: 's1', reason: 'restarted' },
      { type: 'person.left', personId: 'ada', reason: 'restarted' },
    ]);
    expect(restartEvents(emptyRoom)).toEqual([]);
  });
});
