import { type Event, createFold, emptyRoom, refuse } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type Proposal, decideBatch } from './decide-batch.ts';

const announced = (text: string): Event => ({
  ...{ type: 'announcement.made', text, name: 'Grace Hopper' },
  personId: 'prof' as Extract<Event, { type: 'announcement.made' }>['personId'],
});
const happens = (key: string | undefined, ...events: Event[]): Proposal => ({
  ...(key === undefined ? {} : { key }),
  decide: () => ({ ok: true, events }),
});
const no = refuse('empty', 'no');
const [a, b, c] = [announced('a'), announced('b'), announced('c')];

describe('decideBatch', () => {
  it('numbers events on from the state, and gives a command’s key to its last event', () => {
    const fold = createFold({ ...emptyRoom, seq: 7 });
    const proposals = [happens('key-a', a, b), happens(undefined, c), happens('key-d')];
    expect(decideBatch(fold, proposals, 99)).toEqual({
      events: [
        { seq: 8, at: 99, event: a },
        { seq: 9, at: 99, key: 'key-a', event: b },
        { seq: 10, at: 99, event: c },
      ],
      outcomes: [
        { ok: true, seq: 9 },
        { ok: true, seq: 10 },
        { ok: true, seq: 10 },
      ],
    });
    expect(fold.state.seq).toBe(10);
    expect(fold.state.class.announcements.map(({ text, at }) => [text, at])).toEqual([
      ['a', 99],
      ['b', 99],
      ['c', 99],
    ]);
  });

  it('decides each on what those before it leave, and goes on after a refusal', () => {
    const seen: [number, number][] = [];
    const watching = (event: Event): Proposal => ({
      decide({ seq }, at) {
        seen.push([seq, at]);
        return { ok: true, events: [event] };
      },
    });
    const refused: Proposal = { decide: () => ({ ok: false, refusal: no }) };
    const { outcomes } = decideBatch(createFold(emptyRoom), [watching(a), refused, watching(b)], 5);
    expect(seen).toEqual([
      [0, 5],
      [1, 5],
    ]);
    expect(outcomes).toEqual([
      { ok: true, seq: 1 },
      { ok: false, refusal: no },
      { ok: true, seq: 2 },
    ]);
  });

  it('of nothing is nothing', () => {
    expect(decideBatch(createFold(emptyRoom), [], 1)).toEqual({ events: [], outcomes: [] });
  });
});
