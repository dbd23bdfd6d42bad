import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  BREAKOUTS_MAX,
  BREAKOUT_CHAT_KEPT,
  BREAKOUT_LIMIT_MAX_MS,
  BREAKOUT_LIMIT_MIN_MS,
  BREAKOUT_MEMBERS_MAX,
  BREAKOUT_NAME_MAX,
  type BreakoutMember,
  type Event,
  breakoutOf,
  breakoutSaySchema,
  breakoutToldSchema,
  breakoutsWithoutChats,
  commandSchema,
  membersOf,
  noBreakouts,
} from '../index.ts';
import { after, id } from '../test-log.ts';

const by = id('prof');
const opened: Event = {
  type: 'breakouts.opened',
  rooms: [
    { breakoutId: id('red'), name: 'Red' },
    { breakoutId: id('blue'), name: 'Blue' },
  ],
  members: [
    { personId: id('ada'), name: 'Ada', breakoutId: id('red') },
    { personId: id('bob'), name: 'Bob', breakoutId: id('blue') },
  ],
  mayChoose: false,
  endsAt: 90_000,
  by,
};
const moved = (personId: string, to?: Partial<BreakoutMember>): Event => ({
  type: 'breakouts.moved',
  personId: id(personId),
  ...(to ? { to: { name: personId, breakoutId: id('red'), isIn: true, ...to } } : {}),
  by,
});
const said = (messageId: string, breakoutId = 'red'): Event => ({
  ...{ type: 'breakouts.said', breakoutId: id(breakoutId), messageId: id(messageId), personId: id('ada') },
  ...{ name: 'Ada', role: 'student', text: `${messageId} says` },
});
const roomsOf = (...events: Event[]) => {
  const { breakouts } = after(...events);
  return ['ada', 'bob', 'tutor'].map((personId) => breakoutOf(breakouts, id(personId)));
};

describe('breakout rooms', () => {
  it('have everybody in theirs as soon as they are open', () => {
    const { breakouts } = after(opened);
    expect(breakouts.open).toEqual({ openedAt: 10, endsAt: 90_000, mayChoose: false });
    expect(breakouts.rooms.map(({ name }) => name)).toEqual(['Red', 'Blue']);
    expect(roomsOf(opened)).toEqual(['red', 'blue', undefined]);
  });

  it.each<[string, Event[], (string | undefined)[]]>([
    ['somebody is put elsewhere', [moved('ada', { breakoutId: id('blue') })], ['blue', 'blue', undefined]],
    ['somebody goes back to the class', [moved('ada', { isIn: false })], [undefined, 'blue', undefined]],
    ['somebody has no room any more', [moved('bob')], ['red', undefined, undefined]],
    ['staff look in', [moved('tutor', { isVisitor: true })], ['red', 'blue', 'red']],
    ['they have ended', [{ type: 'breakouts.ended', reason: 'time' }], [undefined, undefined, undefined]],
  ])('where %s', (_what, events, rooms) => {
    expect(roomsOf(opened, ...events)).toEqual(rooms);
  });

  it('keep the place of whoever has gone back to the class for a while', () => {
    const { breakouts } = after(opened, moved('ada', { isIn: false }), moved('tutor', { isVisitor: true }));
    expect(membersOf(breakouts, 'red')).toEqual([
      { personId: 'ada', member: { name: 'ada', breakoutId: 'red', isIn: false } },
      { personId: 'tutor', member: { name: 'tutor', breakoutId: 'red', isIn: true, isVisitor: true } },
    ]);
    expect(membersOf(breakouts, 'blue').map(({ personId }) => personId)).toEqual(['bob']);
  });

  it('end at another time, or at none', () => {
    const limited = (endsAt?: number): Event => ({
      type: 'breakouts.limited',
      ...(endsAt === undefined ? {} : { endsAt }),
      by,
    });
    expect(after(opened, limited(50_000)).breakouts.open?.endsAt).toBe(50_000);
    expect(after(opened, limited()).breakouts.open).toEqual({ openedAt: 10, mayChoose: false });
    expect(after(limited(50_000)).breakouts).toEqual(noBreakouts);
  });

  it('leave nothing behind when they end, and nothing of the last time when they open again', () => {
    const told: Event = { type: 'breakouts.told', text: 'Two more minutes.', name: 'Grace', by };
    const { breakouts } = after(opened, said('m1'), told);
    expect(breakouts.notice).toEqual({ text: 'Two more minutes.', name: 'Grace', at: 30 });
    const ended: Event = { type: 'breakouts.ended', reason: 'ended', by };
    expect(after(opened, said('m1'), told, ended).breakouts).toEqual(noBreakouts);
    expect(after(opened, said('m1'), told, opened).breakouts).toMatchObject({ chats: {} });
    expect(after(opened, said('m1'), told, opened).breakouts).not.toHaveProperty('notice');
  });
});

describe('what is written in a breakout room', () => {
  it('stands in its order, each room by itself', () => {
    const { chats } = after(opened, said('m1'), said('m2', 'blue'), said('m3')).breakouts;
    const [first] = chats['red'] ?? [];
    expect(first).toEqual({
      ...{ messageId: 'm1', personId: 'ada', name: 'Ada', role: 'student', text: 'm1 says', at: 20 },
    });
    expect(chats['red']?.map(({ messageId }) => messageId)).toEqual(['m1', 'm3']);
    expect(chats['blue']?.map(({ messageId }) => messageId)).toEqual(['m2']);
  });

  it('is kept as far as it is shown', () => {
    const many = Array.from({ length: BREAKOUT_CHAT_KEPT + 2 }, (_, i) => said(`m${i}`));
    const chat = after(opened, ...many).breakouts.chats['red'] ?? [];
    expect([chat.length, chat[0]?.messageId]).toEqual([BREAKOUT_CHAT_KEPT, 'm2']);
  });

  it('is in no view', () => {
    const { breakouts } = after(opened, said('m1'));
    expect(breakoutsWithoutChats(breakouts)).toEqual(after(opened).breakouts);
  });

  it('goes over the lane as it is', () => {
    const message = after(opened, said('m1')).breakouts.chats['red']![0]!;
    for (const told of [
      { is: 'whole', breakoutId: 'red', messages: [message], lost: ['bob'] },
      { is: 'said', breakoutId: 'red', message },
      { is: 'lost', breakoutId: 'red', lost: [] },
      { is: 'none' },
    ])
      expect(v.parse(breakoutToldSchema, JSON.parse(JSON.stringify(told)))).toEqual(told);
    expect(v.is(breakoutSaySchema, { is: 'open' })).toBe(true);
    expect(v.is(breakoutSaySchema, { is: 'say', text: 'hi' })).toBe(false);
  });
});

describe('a command about breakout rooms', () => {
  const room = { name: 'Red', members: [] as string[] };
  const open = (over: object) => ({ type: 'breakouts.open', rooms: [room], mayChoose: false, ...over });
  const many = <T>(length: number, one: (i: number) => T) => Array.from({ length }, (_, i) => one(i));

  it.each<[string, object, boolean]>([
    ['one room', {}, true],
    ['none', { rooms: [] }, false],
    ['as many as there may be', { rooms: many(BREAKOUTS_MAX, () => room) }, true],
    ['one more', { rooms: many(BREAKOUTS_MAX + 1, () => room) }, false],
    ['a room without a name', { rooms: [{ ...room, name: '' }] }, true],
    ['too long a name', { rooms: [{ ...room, name: 'x'.repeat(BREAKOUT_NAME_MAX + 1) }] }, false],
    ['a full room', { rooms: [{ ...room, members: many(BREAKOUT_MEMBERS_MAX, (i) => `p${i}`) }] }, true],
    [
      'more than full',
      { rooms: [{ ...room, members: many(BREAKOUT_MEMBERS_MAX + 1, (i) => `p${i}`) }] },
      false,
    ],
    ['the shortest time', { forMs: BREAKOUT_LIMIT_MIN_MS }, true],
    ['a shorter one', { forMs: BREAKOUT_LIMIT_MIN_MS - 1 }, false],
    ['a longer one than the longest', { forMs: BREAKOUT_LIMIT_MAX_MS + 1 }, false],
  ])('opens %s: %o %s', (_what, over, isTaken) => {
    expect(v.is(commandSchema, open(over))).toBe(isTaken);
  });
});
