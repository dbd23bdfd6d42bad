import { expect, it } from 'vitest';
import { TestClass, prof } from '../test-class.ts';
import { nextPollEnd } from './next-poll-end.ts';

it('the next end is that of the open poll that closes first', () => {
  const its = new TestClass();
  its.draftPoll({ timerMs: 5_000 });
  its.openPoll();
  expect(nextPollEnd(its.state)).toBeUndefined();
  its.openPoll({ timerMs: 60_000 });
  const first = its.openPoll({ timerMs: 30_000 });
  expect(nextPollEnd(its.state)).toBe(its.now + 30_000);
  its.ask(prof, { type: 'poll.close', pollId: first });
  expect(nextPollEnd(its.state)).toBe(its.now + 60_000);
});
