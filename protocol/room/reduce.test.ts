import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type Event,
  type EventType,
  createFold,
  emptyRoom,
  eventSchema,
  loggedEventSchema,
  reduce,
  reduceAll,
  roomStateSchema,
} from './index.ts';
import { events } from './test-events.ts';
import { after, id, logOf } from './test-log.ts';

const kinds = eventSchema.options.map(({ entries }) => entries.type.literal);
const examplesOf = (kind: EventType): readonly Event[] => events[kind];
const all = kinds.flatMap(examplesOf);

describe('the fold', () => {
  it.each(kinds)('takes %s first or last, and stays what its schema says', (kind) => {
    for (const event of examplesOf(kind)) {
      for (const state of [after(event), after(...all, event)]) {
        expect(v.parse(roomStateSchema, JSON.parse(JSON.stringify(state)))).toEqual(state);
      }
      expect(after(event).seq).toBe(1);
    }
  });

  it('counts an event that is there already for nothing', () => {
    const state = after(...all);
    expect(reduceAll(state, logOf(all))).toBe(state);
    expect(reduce(state, { seq: state.seq, at: 1, event: events['hand.all-lowered'][0]! })).toBe(state);
  });

  it('goes on over numbers that were left out, which are of events for others', () => {
    const [joined] = events['person.joined'];
    expect(reduce({ ...emptyRoom, seq: 3 }, { seq: 9, at: 1, event: joined! })).toMatchObject({
      ...{ seq: 9, people: { ada: { here: true } } },
    });
  });

  it('that goes on is the same as one at once, and copies what it was given at its first touch', () => {
    const before = after(...all.slice(0, 20));
    const copy = structuredClone(before);
    const fold = createFold(before);
    for (const logged of logOf(all)) fold.add(logged);
    expect(fold.state).toEqual(after(...all));
    expect(before).toEqual(copy);
  });

  it('of many joins, answers or votes does not grow with their square', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({
      ...events['person.joined'][0]!,
      personId: id(`p${i}`),
    }));
    const { people } = after(...many);
    expect(Object.keys(people)).toHaveLength(20_000);
    const answers = Array.from({ length: 20_000 }, (_, i) => ({
      ...events['poll.answered'][0]!,
      personId: id(`p${i}`),
    }));
    const { polls } = after(events['poll.opened'][0]!, ...answers);
    expect(polls['p1']?.tally.people).toBe(20_000);
    const votes = many.map(({ personId }) => ({ ...events['question.voted'][0]!, personId }));
    expect(after(events['question.asked'][0]!, ...votes).questions['q1']?.votes).toBe(20_000);
  });
});

describe('a logged event', () => {
  it.each(kinds)('%s goes through JSON and its schema unchanged', (kind) => {
    for (const logged of logOf(examplesOf(kind)))
      expect(v.parse(loggedEventSchema, JSON.parse(JSON.stringify(logged)))).toEqual(logged);
  });

  it.each([
    { seq: 0, at: 1, event: events['poll.closed'][0] },
    { seq: 1.5, at: 1, event: events['poll.closed'][0] },
    { seq: 1, event: events['poll.closed'][0] },
    { seq: 1, at: 1, event: { type: 'poll.exploded' } },
    { seq: 1, at: 1, event: { ...events['poll.closed'][0], because: 'boredom' } },
  ])('is never %o', (logged) => {
    expect(v.is(loggedEventSchema, logged)).toBe(false);
  });
});
