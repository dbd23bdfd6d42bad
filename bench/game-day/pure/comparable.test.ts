import {
  type LoggedEvent,
  type MessageId,
  type PersonId,
  type RoomState,
  emptyRoom,
  reduceAll,
} from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { comparable } from './comparable.ts';

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

it('is the same for those who heard the same, however they came by it', () => {
  const whole = heard(said(1, 'one'), said(2, 'two'));
  const later = reduceAll(heard(said(1, 'one')), [said(2, 'two')]);
  const inAnotherOrder = Object.fromEntries(Object.entries(later).reverse()) as RoomState;
  expect(comparable(inAnotherOrder)).toBe(comparable(whole));
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
  expect(comparable(own)).toBe(comparable(room));
});

it('is another where something is missing, doubled or in another order', () => {
  const whole = comparable(heard(said(1, 'one'), said(2, 'two')));
  expect(comparable(heard(said(2, 'two')))).not.toBe(whole);
  expect(comparable(heard(said(1, 'two'), said(2, 'one')))).not.toBe(whole);
});
