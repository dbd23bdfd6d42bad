import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  CHAT_KEPT,
  type Event,
  type LoggedEvent,
  type MessageId,
  type PersonId,
  type RoomState,
  type StreamId,
  countHere,
  createFold,
  emptyRoom,
  eventSchema,
  reduce,
  reduceAll,
  roomStateSchema,
} from './index.ts';

const id = (n: number) => `p${n}` as PersonId;
const joined = (n: number, name = `Person ${n}`): Event => ({
  type: 'person.joined',
  personId: id(n),
  name,
  role: 'student',
});
const left = (n: number): Event => ({ type: 'person.left', personId: id(n), reason: 'left' });
const chat = (n: number, text: string): Event => ({
  type: 'chat.sent',
  messageId: 'm' as MessageId,
  personId: id(n),
  text,
});
const started = (n: number): Event => ({ type: 'stream.started', streamId: `s${n}` as StreamId });
const stopped = (n: number): Event => ({
  type: 'stream.stopped',
  streamId: `s${n}` as StreamId,
  reason: 'lost',
});
const failed = (n: number): Event => ({
  type: 'stream.stopped',
  streamId: `s${n}` as StreamId,
  reason: 'failed',
});

const log = (events: readonly Event[]): LoggedEvent[] =>
  events.map((event, i) => ({ seq: i + 1, at: (i + 1) * 10, event }));
const after = (...events: Event[]): RoomState => reduceAll(emptyRoom, log(events));

describe('people', () => {
  it('are here from joining to leaving, and stay known', () => {
    const state = after(joined(1), joined(2), left(1));
    expect(state.people).toEqual({
      p1: { personId: 'p1', name: 'Person 1', role: 'student', here: false },
      p2: { personId: 'p2', name: 'Person 2', role: 'student', here: true },
    });
    expect(countHere(state)).toBe(1);
  });

  it('who come back under another name have that name', () => {
    expect(after(joined(1), left(1), joined(1, 'Ada')).people).toMatchObject({
      p1: { name: 'Ada', here: true },
    });
  });

  it('who were never here can’t leave', () => {
    expect(after(left(7)).people).toEqual({});
  });
});

describe('chat', () => {
  it('keeps the name people had when they wrote', () => {
    const { chat: messages } = after(joined(1), chat(1, 'one'), joined(1, 'Ada'), chat(1, 'two'));
    expect(messages.map(({ name, text, at }) => [name, text, at])).toEqual([
      ['Person 1', 'one', 20],
      ['Ada', 'two', 40],
    ]);
  });

  it('shows a message of somebody unknown all the same', () => {
    expect(after(chat(9, 'boo')).chat).toMatchObject([{ name: 'Somebody', role: 'guest', text: 'boo' }]);
  });

  it('keeps the newest', () => {
    const many = Array.from({ length: CHAT_KEPT + 5 }, (_, i) => chat(1, `${i}`));
    const { chat: messages } = after(...many);
    expect(messages).toHaveLength(CHAT_KEPT);
    expect(messages[0]?.text).toBe('5');
    expect(messages.at(-1)?.text).toBe(`${CHAT_KEPT + 4}`);
  });
});

describe('the stream', () => {
  it.each<[string, Event[], RoomState['stream']]>([
    ['is idle at first', [], { status: 'idle' }],
    ['is live since it started', [started(1)], { status: 'live', streamId: 's1' as StreamId, since: 10 }],
    [
      'is replaced by a newer one',
      [started(1), started(2)],
      { status: 'live', streamId: 's2' as StreamId, since: 20 },
    ],
    [
      'stops with a reason',
      [started(1), stopped(1)],
      { status: 'stopped', streamId: 's1' as StreamId, reason: 'lost', at: 20 },
    ],
    [
      'is not stopped by the late stop of an earlier one',
      [started(1), started(2), stopped(1)],
      { status: 'live', streamId: 's2' as StreamId, since: 20 },
    ],
    ['does not stop before it started', [stopped(1)], { status: 'idle' }],
    [
      'that failed before anyone saw it has failed all the same',
      [started(1), stopped(1), failed(2)],
      { status: 'stopped', streamId: 's2' as StreamId, reason: 'failed', at: 30 },
    ],
    [
      'that failed takes no other down',
      [started(1), failed(2)],
      { status: 'live', streamId: 's1' as StreamId, since: 10 },
    ],
  ])('%s', (_title, events, stream) => {
    expect(after(...events).stream).toEqual(stream);
  });
});

describe('the order of events', () => {
  it('is checked: an event from the future means that one is missing', () => {
    const state = after(joined(1));
    expect(() => reduce(state, { seq: 3, at: 1, event: joined(2) })).toThrow(
      'event 3 came after 1: what lies between is missing',
    );
  });

  it('makes events that are there already count for nothing', () => {
    const state = after(joined(1), joined(2));
    expect(reduce(state, { seq: 2, at: 1, event: left(1) })).toBe(state);
    expect(reduceAll(state, log([left(1), left(2)]))).toBe(state);
  });
});

const anyEvent = fc.oneof(
  fc.nat(5).map((n) => joined(n)),
  fc.tuple(fc.nat(5), fc.string()).map(([n, name]) => joined(n, name)),
  fc.nat(5).map(left),
  fc.tuple(fc.nat(5), fc.string({ minLength: 1 })).map(([n, text]) => chat(n, text)),
  fc.nat(3).map(started),
  fc.nat(3).map(stopped),
  fc.nat(3).map(failed),
);
const anyLog = fc.array(anyEvent, { maxLength: 60 }).map(log);

/** So that a state that is changed in place, though it was handed out, is found out. */
function frozen(state: RoomState): RoomState {
  for (const part of [state, state.people, state.chat, state.stream, ...Object.values(state.people)])
    Object.freeze(part);
  return state;
}

describe('whatever happens', () => {
  it('one by one, in pieces or at once comes to the same, overlaps included', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(60), fc.nat(60), (events, cut, overlap) => {
        const atOnce = reduceAll(frozen({ ...emptyRoom, people: {}, chat: [] }), events);
        const oneByOne = events.reduce((state, event) => frozen(reduce(state, event)), emptyRoom);
        const first = frozen(reduceAll(emptyRoom, events.slice(0, cut)));
        const inPieces = reduceAll(first, events.slice(Math.max(0, cut - overlap)));
        expect(oneByOne).toEqual(atOnce);
        expect(inPieces).toEqual(atOnce);
        expect(atOnce.seq).toBe(events.length);
      }),
    );
  });

  it('leaves the state it started from as it was', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(60), (events, cut) => {
        const before = reduceAll(emptyRoom, events.slice(0, cut));
        const copy = structuredClone(before);
        const fold = createFold(before);
        for (const event of events) fold.add(event);
        expect(before).toEqual(copy);
      }),
    );
  });

  it('goes over the wire unchanged', () => {
    fc.assert(
      fc.property(anyLog, (events) => {
        const state = reduceAll(emptyRoom, events);
        expect(v.parse(roomStateSchema, JSON.parse(JSON.stringify(state)))).toEqual(state);
      }),
    );
  });

  it('has a place in the fold for each kind of event', () => {
    const kinds = eventSchema.options.map(({ entries }) => entries.type.literal);
    const examples = [joined(1), left(1), chat(1, 'x'), started(1), stopped(1)];
    expect(examples.map(({ type }) => type).sort()).toEqual([...kinds].sort());
    for (const event of examples) expect(reduce(emptyRoom, { seq: 1, at: 1, event }).seq).toBe(1);
  });
});
