import { emptyRoom } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { needsStage } from './stage-need.ts';

const personId = 'ada' as never;

test('the studio is at the stage while somebody is there, is called there, or has a hand up', () => {
  expect(needsStage(emptyRoom)).toBe(false);
  expect(needsStage({ ...emptyRoom, hands: [{ personId, name: 'Ada', raisedAt: 0 }] })).toBe(true);
  const called = [{ personId, name: 'Ada', calledAt: 0 }];
  expect(needsStage({ ...emptyRoom, stage: { ...emptyRoom.stage, called } })).toBe(true);
});
