import { type BreakoutId, type BreakoutsState, type PersonId, noBreakouts } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { offerOf } from './offer.ts';

const ada = 'ada' as PersonId;
const rooms = ['one', 'two'].map((id) => ({ breakoutId: id as BreakoutId, name: `Room ${id}` }));
const [one, two] = rooms;

function opened(
  mayChoose: boolean,
  members: Record<string, [string, isIn: boolean, isVisitor?: true]> = {},
): BreakoutsState {
  const entries = Object.entries(members).map(([personId, [id, isIn, isVisitor]]) => {
    const member = { name: personId, breakoutId: id as BreakoutId, isIn };
    return [personId, isVisitor ? { ...member, isVisitor } : member] as const;
  });
  return {
    ...noBreakouts,
    open: { openedAt: 0, mayChoose },
    rooms,
    members: Object.fromEntries(entries),
  };
}

test('whoever has gone back to the class is offered their own room', () => {
  expect(offerOf(opened(false, { ada: ['one', false] }), ada)).toEqual({ own: one, others: [] });
});

test('where students may choose, the other rooms are offered with the places that are left', () => {
  const breakouts = opened(true, { bob: ['one', true], cleo: ['one', false], grace: ['one', true, true] });
  expect(offerOf(breakouts, ada)).toEqual({
    own: undefined,
    others: [
      { room: one, placesLeft: 10 },
      { room: two, placesLeft: 12 },
    ],
  });
  expect(offerOf(opened(true, { ada: ['one', false] }), ada)).toEqual({
    own: one,
    others: [{ room: two, placesLeft: 12 }],
  });
});

test('a room that is full has no place left', () => {
  const many = Object.fromEntries(
    Array.from({ length: 13 }, (_, i) => [`p${i}`, ['two', true] as [string, boolean]]),
  );
  expect(offerOf(opened(true, many), ada)?.others[1]?.placesLeft).toBe(0);
});

test('nobody is offered a room while they are in one, have none, or there are none', () => {
  expect(offerOf(opened(true, { ada: ['one', true] }), ada)).toBeUndefined();
  expect(offerOf(opened(false), ada)).toBeUndefined();
  expect(offerOf(noBreakouts, ada)).toBeUndefined();
});
