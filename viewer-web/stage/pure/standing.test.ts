import { type PersonId, type RoomState, emptyRoom } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { isNear, standingOf } from './standing.ts';

const personId = 'ada' as PersonId;
const one = { personId, name: 'Ada' };
const hands: RoomState['hands'] = [{ ...one, raisedAt: 0 }];
const stage = (over: Partial<RoomState['stage']>) => ({ ...emptyRoom.stage, ...over });

test.each<[Partial<RoomState>, string]>([
  [{}, 'audience'],
  [{ hands }, 'waiting'],
  [{ hands, stage: stage({ called: [{ ...one, calledAt: 0 }] }) }, 'called'],
  [{ stage: stage({ guests: [{ ...one, enteredAt: 0, held: [] }] }) }, 'guest'],
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
