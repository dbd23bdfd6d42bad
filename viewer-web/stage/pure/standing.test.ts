import type { StageStream } from '@rostrum/protocol/media';
import { type BreakoutId, type PersonId, type RoomState, emptyRoom } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { isHeard, isNear, sizeAmong, standingOf, wantsOf } from './standing.ts';

const personId = 'ada' as PersonId;
const one = { personId, name: 'Ada' };
const hands: RoomState['hands'] = [{ ...one, raisedAt: 0 }];
const stage = (over: Partial<RoomState['stage']>) => ({ ...emptyRoom.stage, ...over });
const breakouts = (isIn: boolean): RoomState['breakouts'] => ({
  ...emptyRoom.breakouts,
  open: { openedAt: 0, mayChoose: false },
  members: { [personId]: { name: 'Ada', breakoutId: 'one' as BreakoutId, isIn } },
});

test.each<[Partial<RoomState>, string]>([
  [{}, 'audience'],
  [{ hands }, 'waiting'],
  [{ hands, stage: stage({ called: [{ ...one, calledAt: 0 }] }) }, 'called'],
  [{ stage: stage({ guests: [{ ...one, enteredAt: 0, held: [] }] }) }, 'guest'],
  [{ breakouts: breakouts(true) }, 'room'],
  [{ hands, breakouts: breakouts(true) }, 'room'],
  [{ hands, breakouts: breakouts(false) }, 'waiting'],
  [{ breakouts: breakouts(false) }, 'audience'],
])('%j is %s', (room, standing) => {
  expect(standingOf({ ...emptyRoom, ...room }, personId)).toBe(standing);
  expect(standingOf({ ...emptyRoom, ...room }, 'bob' as PersonId)).toBe('audience');
});

test('whoever is near the front of the queue, or is called, gets the way ready', () => {
  expect([isNear('waiting', undefined), isNear('waiting', 6), isNear('waiting', 7)]).toEqual([
    false,
    true,
    false,
  ]);
  expect([isNear('called', undefined), isNear('guest', undefined), isNear('audience', 1)]).toEqual([
    ...[true, true, false],
  ]);
});

test('nothing is opened for a room before somebody has said what they come with', () => {
  expect(isNear('room', 1)).toBe(false);
});

test('others get what somebody sends on the stage and in a room, and nowhere else', () => {
  const all = ['audience', 'waiting', 'called', 'guest', 'room'] as const;
  expect(all.filter(isHeard)).toEqual(['guest', 'room']);
});

test.each<[Pick<StageStream, 'source' | 'kind'>, boolean, boolean]>([
  [{ source: 'programme', kind: 'video' }, true, false],
  [{ source: 'programme', kind: 'audio' }, true, false],
  [{ source: 'stage-sound', kind: 'audio' }, true, false],
  [{ source: 'microphone', kind: 'audio' }, true, true],
  [{ source: 'camera', kind: 'video' }, false, true],
  [{ source: 'screen', kind: 'video' }, false, true],
])('%j is wanted on the stage: %s, in a room: %s', (stream, onStage, inRoom) => {
  expect([wantsOf('guest', stream), wantsOf('room', stream)]).toEqual([onStage, inRoom]);
});

test('a few faces are watched large, many small', () => {
  expect([sizeAmong(1), sizeAmong(4), sizeAmong(5), sizeAmong(11)]).toEqual([1, 1, 0, 0]);
});
