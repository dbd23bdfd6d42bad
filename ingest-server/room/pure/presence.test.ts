import type { Person, PersonId, Role, RoomState, StreamId } from '@rostrum/protocol/room';
import { emptyRoom } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, prof, tutor } from '../test-class.ts';
import { joinEvents, leaveEvents, restartEvents } from './presence.ts';

const member = (id: string, role: Role) => ({ personId: id as PersonId, name: id, role });
const plain = { muted: false, removed: false, screen: false, draw: false };
const student: Person = { ...member('eve', 'student'), ...plain, here: true };
const guest: Person = { ...member('gus', 'guest'), ...plain, here: false };
const made: Person = { ...member('mia', 'assistant'), ...plain, here: true, roleSet: true };
const room: RoomState = {
  ...emptyRoom,
  people: { eve: student, gus: guest, mia: made },
  hands: [{ personId: student.personId, name: 'eve', raisedAt: 1 }],
  stream: { status: 'live', streamId: 's1' as StreamId, since: 5 },
};

describe('who joins', () => {
  it.each<[string, RoomState, ReturnType<typeof member>, object[]]>([
    [
      'is told when new',
      emptyRoom,
      member('eve', 'student'),
      [{ type: 'person.joined', ...member('eve', 'student') }],
    ],
    [
      'is told when back',
      room,
      member('gus', 'guest'),
      [{ type: 'person.joined', ...member('gus', 'guest') }],
    ],
    ['is not told when here already', room, member('eve', 'student'), []],
    [
      'is told when here under another name',
      room,
      { ...member('eve', 'student'), name: 'Eve L.' },
      [{ type: 'person.joined', ...member('eve', 'student'), name: 'Eve L.' }],
    ],
    [
      'is told when here in another role',
      room,
      member('eve', 'assistant'),
      [{ type: 'person.joined', ...member('eve', 'assistant') }],
    ],
    ['keeps the role that the class gave', room, member('mia', 'student'), []],
    [
      'keeps it under another name too',
      room,
      { ...member('mia', 'student'), name: 'Mia L.' },
      [{ type: 'person.joined', ...member('mia', 'assistant'), name: 'Mia L.', roleSet: true }],
    ],
  ])('%s', (_what, state, who, events) => {
    expect(joinEvents(state, who)).toEqual(events);
  });

  it('as less than staff after having been staff is still told to everyone, and so is their going', () => {
    const its = new TestClass();
    const less = { ...tutor, role: 'student' as const };
    const joined = joinEvents(its.state, less);
    expect(joined).toEqual([{ type: 'person.joined', ...less, wasStaff: true }]);
    its.happen(...joined);
    expect(leaveEvents(its.state, tutor.personId, 'left')).toEqual([
      { type: 'person.left', personId: 'tutor', reason: 'left', role: 'student', wasStaff: true },
    ]);
    its.happen(...leaveEvents(its.state, tutor.personId, 'lost'));
    its.happen(...joinEvents(its.state, less));
    expect(its.state.people['tutor']).toMatchObject({ role: 'student', wasStaff: true, here: true });
  });
});

describe('who leaves', () => {
  it('is told once, with the role they had', () => {
    expect(leaveEvents(room, made.personId, 'lost')).toEqual([
      { type: 'person.left', personId: 'mia', reason: 'lost', role: 'assistant', roleSet: true },
    ]);
    expect(leaveEvents(room, guest.personId, 'left')).toEqual([]);
    expect(leaveEvents(room, 'stranger' as PersonId, 'left')).toEqual([]);
  });

  it('ROOM-25: takes their hand down by going, and finds it up again after a lost connection', () => {
    const went = leaveEvents(room, student.personId, 'left').map(({ type }) => type);
    const lost = leaveEvents(room, student.personId, 'lost').map(({ type }) => type);
    expect([went, lost]).toEqual([['hand.lowered', 'person.left'], ['person.left']]);
  });

  it('keeps what the class knows of them: muted, allowed, their answers', () => {
    const its = new TestClass();
    const pollId = its.openPoll();
    const attemptId = 'attempt-1' as never;
    its.ask(prof, { type: 'person.mute', personId: ada.personId, muted: true });
    its.ask(ada, { type: 'poll.begin', pollId, attemptId });
    its.happen(...leaveEvents(its.state, ada.personId, 'lost'), ...joinEvents(its.state, ada));
    expect(its.state.people['ada']).toMatchObject({ muted: true });
    expect(its.state.polls[pollId]?.attempts).toEqual({ ada: { attemptId } });
  });
});

describe('the end of a server', () => {
  it('ROOM-6: ends the stream and everyone’s presence, and nothing twice', () => {
    const its = new TestClass();
    its.happen({ type: 'stream.started', streamId: 's1' as StreamId });
    const ended = restartEvents(its.state);
    expect(ended).toEqual([
      { type: 'stream.stopped', streamId: 's1', reason: 'restarted' },
      { type: 'person.all-left', reason: 'restarted' },
    ]);
    its.happen(...ended);
    expect(Object.values(its.state.people).some(({ here }) => here)).toBe(false);
    expect(restartEvents(its.state)).toEqual([]);
    expect(restartEvents(emptyRoom)).toEqual([]);
  });

  it('ROOM-6: lets a stream that goes on begin with all its renditions', () => {
    const its = new TestClass();
    const streamId = 's1' as StreamId;
    its.happen({ type: 'stream.started', streamId });
    expect(restartEvents(its.state, true)).not.toContainEqual(
      expect.objectContaining({ type: 'stream.left-out' }),
    );
    its.happen({ type: 'stream.left-out', streamId, names: ['v720'], because: 'it came too late' });
    const ended = restartEvents(its.state, true);
    expect(ended).toContainEqual(expect.objectContaining({ type: 'stream.left-out', names: [] }));
    its.happen(...ended);
    expect(restartEvents(its.state, true)).toEqual([]);
  });
});
