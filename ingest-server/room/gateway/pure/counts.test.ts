import { REACTIONS, emptyRoom } from '@rostrum/protocol/room';
import { noCounts } from '@rostrum/protocol/wire';
import { describe, expect, it } from 'vitest';
import { TestClass, ada, bob, gil, prof } from '../../test-class.ts';
import { areOnlyHeads, changedCounts, countsOf } from './counts.ts';

describe('what is told as numbers', () => {
  it('ROOM-16: is who is here and how many hands, answers, votes and reactions there are, and no names', () => {
    const its = new TestClass([prof, ada, bob, gil]);
    expect(countsOf(its.state)).toEqual({ ...noCounts, here: 4 });
    expect(countsOf(emptyRoom)).toEqual(noCounts);
    const [messageId, questionId, pollId] = [its.messageBy(ada), its.questionBy(ada), its.openPoll()];
    const [thumb, heart] = REACTIONS;
    for (const one of [bob, gil]) {
      its.ask(one, { type: 'chat.react', messageId, reaction: thumb, on: true });
      its.ask(one, { type: 'question.vote', questionId, on: true });
    }
    its.ask(gil, { type: 'chat.react', messageId, reaction: heart, on: true });
    its.ask(gil, { type: 'hand.raise' });
    const counts = countsOf(its.state);
    expect(counts).toEqual({
      ...{ here: 4, hands: 1, answered: { [pollId]: 0 }, votes: { [questionId]: 2 } },
      reactions: { [messageId]: { [thumb]: 2, [heart]: 1 } },
    });
    expect(JSON.stringify(counts)).not.toMatch(/ada|bob|gil/i);
  });

  it.each([
    ['who is here', { here: 5 }, true],
    ['who has answered', { answered: { p1: 3 } }, true],
    ['hands', { hands: 1 }, false],
    ['votes, with who is here', { here: 5, votes: { q1: 1 } }, false],
    ['reactions', { reactions: { m1: { '👍': 1 } } }, false],
  ])('tells heads from all else: %s', (_, changed, only) => {
    expect(areOnlyHeads({ ...noCounts, here: 4 }, { ...noCounts, here: 4, ...changed })).toBe(only);
  });

  it('has of votes and reactions only what changed, down to none', () => {
    const reactions = { m1: { '👍': 1 }, m2: { '👍': 1 } };
    const before = { ...noCounts, here: 3, votes: { q1: 1, q2: 2 }, reactions };
    expect(changedCounts(before, before)).toEqual({ ...noCounts, here: 3 });
    const now = {
      ...noCounts,
      here: 4,
      votes: { q2: 3, q3: 1 },
      reactions: { m1: { '👍': 1 }, m3: { '🎉': 5 } },
    };
    expect(changedCounts(before, now)).toEqual({
      ...{ ...noCounts, here: 4, votes: { q1: 0, q2: 3, q3: 1 } },
      reactions: { m2: {}, m3: { '🎉': 5 } },
    });
  });
});
