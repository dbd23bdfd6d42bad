import {
  type LoggedEvent,
  type MessageId,
  type PersonId,
  type RoomState,
  emptyRoom,
  reduceAll,
} from '@rostrum/protocol/room';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Replay } from './pure/choose-replay.ts';
import { EVENTS_KEPT, Recent } from './recent.ts';

function joined(seq: number, name = `Person ${seq}`): LoggedEvent {
  const personId = `p${seq}` as PersonId;
  return { seq, at: seq, key: `key-${seq}`, event: { type: 'person.joined', personId, name, role: 'guest' } };
}

function said(seq: number): LoggedEvent {
  const event = {
    ...{ type: 'chat.sent' as const, messageId: `m${seq}` as MessageId, personId: 'p1' as PersonId },
    ...{ name: 'Ada', role: 'student' as const, text: 'x'.repeat(100) },
  };
  return { seq, at: seq, event };
}

/** As clients get it. */
function told({ key: _key, ...rest }: LoggedEvent): object {
  return rest;
}

/** A room in which `count` people joined, of whom the last `kept` at most are still in memory. */
function roomOf(count: number) {
  const events = Array.from({ length: count }, (_, i) => joined(i + 1));
  const recent = new Recent();
  for (const event of events) recent.add(event);
  return { recent, events, state: reduceAll(emptyRoom, events) };
}

/** What a client that had `before` holds after this replay. */
function play(before: RoomState, replay: Replay): RoomState {
  if (replay.is === 'events') return reduceAll(before, JSON.parse(replay.events) as LoggedEvent[]);
  const state = JSON.parse(replay.state) as RoomState;
  return reduceAll(state, JSON.parse(replay.behind ?? '[]') as LoggedEvent[]);
}

describe('what brings a client up to date', () => {
  it('is nothing at all for one that missed nothing', () => {
    const { recent, state } = roomOf(5);
    expect(recent.replay('staff', 5, state)).toEqual({ is: 'events', events: '[]' });
  });

  it('is what was missed, for one that was away for a moment', () => {
    const { recent, state, events } = roomOf(5);
    expect(recent.replay('staff', 3, state)).toEqual({
      is: 'events',
      events: JSON.stringify(events.slice(3).map(told)),
    });
  });

  it('is the state for a newcomer, and for one from another log’s future', () => {
    const { recent, state } = roomOf(5);
    for (const since of [undefined, 6, 999]) {
      expect(recent.replay('staff', since, state)).toEqual({
        is: 'state',
        state: JSON.stringify(state),
        behind: undefined,
      });
    }
  });

  it('is the state where that is shorter than what was missed', () => {
    const recent = new Recent();
    let state = emptyRoom;
    for (let seq = 1; seq <= 200; seq++) {
      const event = { ...joined(seq), event: { ...joined(1).event, name: `Name ${seq}` } } as LoggedEvent;
      recent.add(event);
      state = reduceAll(state, [event]);
    }
    expect(recent.replay('staff', 1, state)).toMatchObject({ is: 'state' });
    expect(recent.replay('staff', 190, state)).toMatchObject({ is: 'events' });
  });

  it('is an older state with what came after it, in a rush where each join would make a new one', () => {
    const { recent, state } = roomOf(1000);
    const first = recent.replay('staff', undefined, state);
    const next = joined(1001);
    recent.add(next);
    const grown = reduceAll(state, [next]);
    const second = recent.replay('staff', undefined, grown);
    expect(second).toEqual({ ...first, behind: JSON.stringify([told(next)]) });
    expect(play(emptyRoom, second)).toEqual(grown);
  });

  it('leads to the server’s state from wherever the client was', () => {
    const { recent, events, state } = roomOf(5000);
    fc.assert(
      fc.property(fc.option(fc.nat(5000), { nil: undefined }), (since) => {
        const before = reduceAll(emptyRoom, events.slice(0, since ?? 0));
        expect(play(before, recent.replay('staff', since, state)).seq).toBe(5000);
        expect(Object.keys(play(before, recent.replay('staff', since, state)).people)).toHaveLength(5000);
      }),
      { numRuns: 20 },
    );
  });

  it('is the same text for all whom the same is news to, however far each had been told', () => {
    const { recent, state } = roomOf(1000);
    const before = reduceAll(state, [said(1001)]);
    recent.add(said(1001));
    const replays = Array.from({ length: 1000 }, (_, since) => recent.replay('class', since, before));
    expect(new Set(replays.map((replay) => replay.is === 'events' && replay.events)).size).toBe(1);
    expect(replays[0]).toEqual({ is: 'events', events: JSON.stringify([told(said(1001))]) });
  });

  it('takes no more memory for a thousand people who were cut off at a thousand moments', () => {
    const recent = new Recent();
    let state = emptyRoom;
    for (let seq = 1; seq <= 2000; seq++) {
      recent.add(said(seq));
      state = reduceAll(state, [said(seq)]);
    }
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let since = 0; since < 1000; since++) recent.replay('class', 1000 + since, state);
    globalThis.gc?.();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(30e6);
  });

  it('drops the oldest, and then sends the state to those who were away that long', () => {
    const { recent, state } = roomOf(2 * EVENTS_KEPT);
    expect(recent.after(0)[0]?.seq).toBe(EVENTS_KEPT + 1);
    expect(recent.replay('class', 1, state)).toMatchObject({ is: 'state' });
    expect(recent.replay('class', 2 * EVENTS_KEPT - 1, state)).toMatchObject({ is: 'events' });
  });

  it('tells students nothing of a crowd that comes in', () => {
    const { recent, state } = roomOf(5000);
    expect(recent.replay('class', 1, state)).toEqual({ is: 'events', events: '[]' });
    const replay = recent.replay('class', undefined, state);
    expect(replay.is === 'state' && (JSON.parse(replay.state) as RoomState).people).toEqual({});
  });
});
