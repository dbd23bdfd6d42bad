import { emptyRoom } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { needsStage, secondsLeft } from './stage-need.ts';

const personId = 'ada' as never;

test('the studio is at the stage while somebody is there, is called there, or has a hand up', () => {
  expect(needsStage(emptyRoom)).toBe(false);
  expect(needsStage({ ...emptyRoom, hands: [{ personId, name: 'Ada', raisedAt: 0 }] })).toBe(true);
  const called = [{ personId, name: 'Ada', calledAt: 0 }];
  expect(needsStage({ ...emptyRoom, stage: { ...emptyRoom.stage, called } })).toBe(true);
});

test('time that is left is told in whole seconds, and never less than none', () => {
  expect([secondsLeft(undefined, 0), secondsLeft(10_001, 0), secondsLeft(5, 10)]).toEqual([undefined, 11, 0]);
});
