import { describe, expect, it } from 'vitest';
import { type Event, waitedMs } from '../index.ts';
import { after, id } from '../test-log.ts';

const raised = (personId: string): Event => ({
  ...{ type: 'hand.raised', personId: id(personId), name: personId.toUpperCase() },
});
const lowered = (personId: string): Event => ({
  ...{ type: 'hand.lowered', personId: id(personId), by: id('prof') },
});

describe('hands', () => {
  it('stand in the order in which they were raised, with the time', () => {
    expect(after(raised('bob'), raised('ada'), lowered('eve')).hands).toEqual([
      { personId: 'bob', name: 'BOB', raisedAt: 10 },
      { personId: 'ada', name: 'ADA', raisedAt: 20 },
    ]);
  });

  it('that are lowered and raised again stand at the end', () => {
    const { hands } = after(raised('bob'), raised('ada'), lowered('bob'), raised('bob'));
    expect(hands.map(({ personId, raisedAt }) => [personId, raisedAt])).toEqual([
      ['ada', 20],
      ['bob', 40],
    ]);
  });

  it('go down all at once', () => {
    expect(after(raised('bob'), raised('ada'), { type: 'hand.all-lowered', by: id('prof') }).hands).toEqual(
      [],
    );
  });

  it('have waited since then, and never less than nothing where a clock is wrong', () => {
    const hand = after(raised('bob')).hands[0]!;
    expect([waitedMs(hand, 4_010), waitedMs(hand, 5)]).toEqual([4_000, 0]);
  });
});
