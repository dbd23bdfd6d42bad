import { describe, expect, it } from 'vitest';
import { type LoggedEvent, type PersonId, emptyRoom } from '../room/index.ts';
import { noCounts } from '../wire/index.ts';
import { chat, mine, start, stateAt, texts, welcomeOf, you } from './test-surroundings.ts';

describe('what it is told', () => {
  const raised = (seq: number): LoggedEvent => ({
    ...{ seq, at: seq },
    event: { type: 'hand.raised', personId: you.personId, name: you.name },
  });

  it('may leave numbers out, and reaches as far as it says', () => {
    const its = start();
    its.welcome({ state: stateAt(2), through: 5 });
    expect(its.client.room.seq).toBe(5);
    its.line.tell({ t: 'events', through: 9, events: [chat(7)] });
    expect(its.client.room.seq).toBe(9);
    expect(texts(its.client)).toEqual(['message 1', 'message 2', 'message 7']);
    its.breakAndRetry();
    its.line.handlers.handleOpen();
    expect(its.line.said).toMatchObject([{ t: 'hello', since: 9 }]);
  });

  it('has one’s own part in it, also of what was told before', () => {
    const its = start();
    its.welcome({ state: emptyRoom, mine: { ...mine, hand: { ...you, raisedAt: 3 }, place: 2 } });
    expect(its.client.room.hands).toMatchObject([{ personId: you.personId, raisedAt: 3 }]);
    expect(its.client.place).toBe(2);
    its.breakAndRetry();
    its.welcome({ events: [], mine });
    expect(its.client.room.hands).toEqual([]);
    expect(its.client.place).toBeUndefined();
  });

  it('counts and one’s place come as numbers', () => {
    const its = start();
    its.welcome({ state: emptyRoom, counts: { ...noCounts, here: 3 } });
    expect(its.client.counts.here).toBe(3);
    its.line.tell({ t: 'counts', counts: { ...noCounts, here: 4_998, hands: 7, answered: { q: 12 } } });
    its.line.tell({ t: 'events', through: 1, events: [raised(1)] });
    its.line.tell({ t: 'place', place: 7 });
    expect(its.client.counts).toEqual({ ...noCounts, here: 4_998, hands: 7, answered: { q: 12 } });
    expect(its.client.place).toBe(7);
    its.line.tell({ t: 'place' });
    expect(its.client.place).toBeUndefined();
  });

  it('WIRE-9: of votes and reactions is all at first, and then what has changed', () => {
    const its = start();
    const reactions = { m1: { '👍': 2 }, m2: { '🎉': 1 } };
    its.welcome({ state: emptyRoom, counts: { ...noCounts, votes: { q1: 1, q2: 4 }, reactions } });
    its.line.tell({ t: 'counts', counts: { ...noCounts, votes: { q1: 0, q3: 1 }, reactions: { m2: {} } } });
    expect(its.client.counts.votes).toEqual({ q1: 0, q2: 4, q3: 1 });
    const after = its.client.counts.reactions;
    expect(after).toEqual({ m1: { '👍': 2 }, m2: {} });
    its.line.tell({ t: 'counts', counts: { ...noCounts, here: 9 } });
    expect(its.client.counts).toEqual({
      ...noCounts,
      here: 9,
      votes: { q1: 0, q2: 4, q3: 1 },
      reactions: after,
    });
    expect(its.client.counts.reactions).toBe(after);
    its.breakAndRetry();
    its.welcome({ state: emptyRoom, counts: noCounts });
    expect(its.client.counts).toEqual(noCounts);
  });

  it('is replaced when what this person may see has changed', () => {
    const its = start();
    its.welcome({ state: stateAt(2) });
    const assistant = { ...you, role: 'assistant' as const };
    const others = { ...emptyRoom, hands: [{ personId: 'ben' as PersonId, name: 'Ben', raisedAt: 1 }] };
    its.line.tell({ t: 'state', you: assistant, through: 8, state: others, mine: { ...mine, place: 1 } });
    expect(its.client.you?.role).toBe('assistant');
    expect(its.client.room).toEqual({ ...others, seq: 8 });
    expect(its.client.place).toBe(1);
  });

  it('is asked for anew, whole, when that changed while the line was down', () => {
    const its = start();
    its.welcome({ state: stateAt(2) });
    its.breakAndRetry();
    its.welcome({ you: { ...you, role: 'assistant' }, events: [chat(3)] });
    expect(its.client.status.is).toBe('waiting');
    its.clock.pass(8_000);
    its.line.handlers.handleOpen();
    expect(its.line.said[0]).not.toHaveProperty('since');
    its.line.tell(welcomeOf({ you: { ...you, role: 'assistant' }, state: stateAt(3) }));
    expect(its.client.room).toEqual(stateAt(3));
  });
});
