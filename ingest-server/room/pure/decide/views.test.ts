import {
  type LoggedEvent,
  type PersonId,
  type RoomState,
  type View,
  emptyRoom,
  eventIn,
  listMarks,
  mineIn,
  mineSchema,
  ownerIn,
  reduce,
  reduceAll,
  roomStateSchema,
  stateIn,
  withMine,
} from '@rostrum/protocol/room';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { everyone } from '../../test-class.ts';
import { asRead, frozen } from '../../test-copies.ts';
import { anyScript, play } from '../../test-script.ts';
import { type Told, withdrawn, writtenFor } from '../told.ts';

const viewers = [...everyone.map(({ personId }) => personId), 'stranger' as PersonId];
const anyViewer = fc.constantFrom(...viewers);
const anyView = fc.constantFrom<View[]>('class', 'staff');

/** A stretch of the log as it is told to whoever comes back: without the words that were taken back in it. */
function toldLater(viewer: PersonId, view: View, log: readonly LoggedEvent[]): LoggedEvent[] {
  const told: Told[] = log.map(({ seq, at, event }) => ({
    ...{ seq, at, event, json: writtenFor(event, { seq, at }), endsAt: { class: 0, staff: 0 } },
    owner: { class: ownerIn('class', event), staff: ownerIn('staff', event) },
  }));
  for (const { event } of log) {
    const gone = withdrawn(told, event);
    if (gone) told[gone.index] = gone.told;
  }
  return toldTo(viewer, view, told);
}

/** What is sent to this person of a stretch of the log, while it happens. */
function toldTo(viewer: PersonId, view: View, log: readonly LoggedEvent[]): LoggedEvent[] {
  return log.flatMap((logged) => {
    const event = ownerIn(view, logged.event) === viewer ? logged.event : eventIn(view, logged.event);
    return event ? [asRead({ ...logged, event })] : [];
  });
}

/** What the server would show this person, were they to ask now. */
function shownTo(viewer: PersonId, view: View, state: RoomState): RoomState {
  return withMine(view, stateIn(view, state), viewer, mineIn(state, viewer));
}

/** The number of the last event is not part of what is seen: it may be of one that is for others only. */
const seen = (state: RoomState) => ({
  ...state,
  seq: 0,
  order: [Object.keys(state.polls), Object.keys(state.questions)],
});

describe('ROOM-14: what somebody sees of a class', () => {
  it('is the same by a snapshot of any age, what came after it, and their own part at any later time', () => {
    fc.assert(
      fc.property(anyScript, anyViewer, anyView, fc.nat(150), fc.nat(150), (script, viewer, view, a, b) => {
        const { log, state } = play(script);
        const [written, welcomed] = [Math.min(a, b, log.length), Math.min(Math.max(a, b), log.length)];
        const stateAt = (seq: number) => reduceAll(emptyRoom, log.slice(0, seq));
        const snapshot = frozen(asRead(stateIn(view, stateAt(written))));
        const mine = frozen(asRead(mineIn(stateAt(welcomed), viewer)));
        const behind = toldLater(viewer, view, log.slice(written, welcomed));
        const welcome = frozen(withMine(view, reduceAll(snapshot, behind), viewer, mine));
        expect(seen(welcome)).toEqual(seen(shownTo(viewer, view, stateAt(welcomed))));
        const live = toldTo(viewer, view, log.slice(welcomed));
        expect(seen(reduceAll(welcome, live))).toEqual(seen(shownTo(viewer, view, state)));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same to whoever was there from the first event on', () => {
    fc.assert(
      fc.property(anyScript, anyViewer, anyView, (script, viewer, view) => {
        const { log, state } = play(script);
        const live = toldTo(viewer, view, log).reduce(reduce, emptyRoom);
        expect(seen(live)).toEqual(seen(shownTo(viewer, view, state)));
      }),
      { numRuns: 400 },
    );
  });

  it('has one’s own marks, and for staff everybody’s, as the server gives them', () => {
    let marked = 0;
    fc.assert(
      fc.property(anyScript, anyViewer, anyView, (script, viewer, view) => {
        const { state } = play(script);
        const shown = shownTo(viewer, view, state);
        for (const { pollId, attempts } of Object.values(state.polls))
          expect(shown.polls[pollId]?.attempts[viewer]?.marks).toBe(attempts[viewer]?.marks);
        marked += listMarks(state).length;
        if (view === 'staff') expect(listMarks(shown)).toEqual(listMarks(state));
      }),
      { numRuns: 400, seed: 3 },
    );
    expect(marked).toBeGreaterThan(0);
  });

  it('comes over the wire as it was', () => {
    fc.assert(
      fc.property(anyScript, anyViewer, anyView, (script, viewer, view) => {
        const { state } = play(script);
        const snapshot = stateIn(view, state);
        expect(v.parse(roomStateSchema, asRead(snapshot))).toEqual(snapshot);
        const mine = mineIn(state, viewer);
        expect(v.parse(mineSchema, asRead(mine))).toEqual(mine);
        const log = toldTo(viewer, view, play(script).log);
        const unseen = log.filter(({ event }) => 'correct' in event && event.type !== 'poll.published');
        expect(unseen).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves the server’s own state alone', () => {
    fc.assert(
      fc.property(anyScript, anyViewer, anyView, (script, viewer, view) => {
        const state = frozen(play(script).state);
        const copy = asRead(state);
        shownTo(viewer, view, state);
        expect(state).toEqual(copy);
      }),
      { numRuns: 50 },
    );
  });
});
