import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type LoggedEvent,
  type RoomState,
  eventIn,
  mineIn,
  ownerIn,
  reduceAll,
  stateIn,
  viewOf,
  withMine,
  emptyRoom,
} from '../room/index.ts';
import { logOf, steps } from './test-log.ts';
import { start, welcomeOf, you } from './test-surroundings.ts';

// The promise to a page: however the log was cut, repeated and interrupted on its way, it ends with what the whole
// log gives to this person.

const roles = ['student', 'assistant'] as const;

/** The server's end, reduced to who is told what. */
function serverOf(log: readonly LoggedEvent[], role: (typeof roles)[number]) {
  const view = viewOf(role);
  const stateAt = (seq: number): RoomState => reduceAll(emptyRoom, log.slice(0, seq));
  const told = (from: number, to: number): LoggedEvent[] =>
    log.slice(from, to).flatMap((logged) => {
      if (ownerIn(view, logged.event) === you.personId) return [logged];
      const event = eventIn(view, logged.event);
      return event ? [{ ...logged, event }] : [];
    });
  const mineAt = (seq: number) => mineIn(stateAt(seq), you.personId);
  return {
    told,
    /** What a page with `since` is welcomed with: a state written at `written`, or events alone. */
    welcome(since: number, through: number, written: number | undefined) {
      const state = written === undefined ? {} : { state: stateIn(view, stateAt(written)) };
      const events = told(written ?? since, through);
      return welcomeOf({ you: { ...you, role }, ...state, events, through, mine: mineAt(through) });
    },
    seenAt: (seq: number) => withMine(view, stateIn(view, stateAt(seq)), you.personId, mineAt(seq)),
  };
}

const way = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constant('live' as const), count: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('again' as const), count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{
        is: fc.constant('reconnect' as const),
        missed: fc.nat(6),
        snapshot: fc.boolean(),
        behind: fc.nat(4),
      },
    }),
  },
);

it('WIRE-3: any split of the log into snapshots, deltas and live frames, with repeats and reconnects, ends in the same', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...roles),
      steps,
      fc.array(way, { maxLength: 12 }),
      fc.nat(8),
      (role, script, ways, first) => {
        const log = logOf(script);
        const server = serverOf(log, role);
        const its = start();
        let at = Math.min(first, log.length);
        its.line.handlers.handleOpen();
        its.line.tell(server.welcome(0, at, Math.max(0, at - 2)));
        for (const one of ways) {
          const from = one.is === 'again' ? Math.max(0, at - one.count) : at;
          if (one.is === 'reconnect') {
            its.breakAndRetry();
            its.line.handlers.handleOpen();
            at = Math.min(log.length, at + one.missed);
            const hello = its.line.said[0];
            const since = hello?.t === 'hello' ? (hello.since ?? 0) : 0;
            const written = one.snapshot || since === 0 ? Math.max(0, at - one.behind) : undefined;
            its.line.tell(server.welcome(since, at, written));
          } else {
            at = Math.min(log.length, at + (one.is === 'again' ? 0 : one.count));
            const events = server.told(from, at);
            if (events.length > 0) its.line.tell({ t: 'events', through: at, events });
          }
          expect(its.client.status.is).toBe('open');
        }
        its.line.tell({ t: 'events', through: log.length, events: server.told(at, log.length) });
        expect(its.client.room).toEqual(server.seenAt(log.length));
      },
    ),
    { numRuns: 300 },
  );
});
