import {
  type LoggedEvent,
  type MessageId,
  type PersonId,
  type RoomState,
  emptyRoom,
  reduceAll,
} from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { comparable, differenceBetween } from './comparable.ts';

const said = (seq: number, text: string): LoggedEvent => ({
  ...{ seq, at: 5 },
  event: {
    type: 'chat.sent',
    messageId: `m${seq}` as MessageId,
    personId: 'p1' as PersonId,
    name: 'Ada',
    role: 'guest',
    text,
  },
});
const heard = (...events: LoggedEvent[]): RoomState => reduceAll(emptyRoom, events);

/** As it travels from the one who knows it to those who compare. */
const told = (room: RoomState): unknown => JSON.parse(JSON.stringify(comparable(room)));
const difference = (one: RoomState, other: RoomState) => differenceBetween(comparable(one), told(other));

it('is the same for those who heard the same, however they came by it', () => {
  const whole = heard(said(1, 'one'), said(2, 'two'));
  const later = reduceAll(heard(said(1, 'one')), [said(2, 'two')]);
  const inAnotherOrder = Object.fromEntries(Object.entries(later).reverse()) as RoomState;
  expect(difference(inAnotherOrder, whole)).toBeUndefined();
});

it('minds neither the number nor what is one’s own', () => {
  const room = heard(said(1, 'one'));
  const [message] = room.chat.messages;
  if (!message) throw new Error('nothing was said');
  const own: RoomState = {
    ...room,
    seq: 99,
    hands: [{ personId: 'p2' as PersonId, name: 'Ada', raisedAt: 4 }],
    chat: { ...room.chat, messages: [{ ...message, reactions: { '👍': ['p2' as PersonId] } }] },
  };
  expect(difference(own, room)).toBeUndefined();
});

it('is another where something is missing, doubled or in another order, and says where', () => {
  const whole = heard(said(1, 'one'), said(2, 'two'));
  expect(difference(heard(said(1, 'one')), whole)).toMatch(/^\/chat\/messages\/1: nothing and {"/);
  expect(difference(whole, heard(said(1, 'one')))).toMatch(/^\/chat\/messages\/1: {".* and nothing$/);
  expect(difference(heard(said(1, 'two'), said(2, 'one')), whole)).toBe(
    '/chat/messages/0/text: "two" and "one"',
  );
});

it.each([
  [{ a: undefined }, {}],
  [{}, { a: undefined }],
  [[], []],
  [null, null],
])('%j and %j don’t differ', (one, other) => expect(differenceBetween(one, other)).toBeUndefined());

it.each([
  [{ a: null }, {}],
  [[], {}],
  [1, '1'],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
])('%j and %j differ', (one, other) => expect(differenceBetween(one, other)).toBeDefined());
