import { type Event, type PersonId, emptyRoom, refuse } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { type Proposal, decideBatch } from './decide-batch.ts';

const left = (id: string): Event => ({ type: 'person.left', personId: id as PersonId, reason: 'left' });
const happens = (key: string | undefined, ...events: Event[]): Proposal => ({
  ...(key === undefined ? {} : { key }),
  decide: () => ({ ok: true, events }),
});
const no = refuse('empty', 'no');

describe('decideBatch', () => {
  it('numbers events on from the state, and gives a command’s key to its last event', () => {
    const state = { ...emptyRoom, seq: 7 };
    const proposals = [
      happens('key-a', left('a'), left('b')),
      happens(undefined, left('c')),
      happens('key-d'),
    ];
    expect(decideBatch(state, proposals, 99)).toEqual({
      state: { ...emptyRoom, seq: 10 },
      events: [
        { seq: 8, at: 99, event: left('a') },
        { seq: 9, at: 99, key: 'key-a', event: left('b') },
        { seq: 10, at: 99, event: left('c') },
      ],
      outcomes: [
        { ok: true, seq: 9 },
        { ok: true, seq: 10 },
        { ok: true, seq: 10 },
      ],
    });
  });

  it('decides each on what those before it leave, and goes on after a refusal', () => {
    const seen: number[] = [];
    const watching = (event: Event): Proposal => ({
      decide(state) {
        seen.push(state.seq);
        return { ok: true, events: [event] };
      },
    });
    const refused: Proposal = { decide: () => ({ ok: false, refusal: no }) };
    const batch = decideBatch(emptyRoom, [watching(left('a')), refused, watching(left('b'))], 1);
    expect(seen).toEqual([0, 1]);
    expect(batch.outcomes).toEqual([
      { ok: true, seq: 1 },
      { ok: false, refusal: no },
      { ok: true, seq: 2 },
    ]);
  });
});
