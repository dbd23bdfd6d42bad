import { type StreamId, emptyRoom } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { TestClass, prof } from '../test-class.ts';
import { leaveEvents } from './presence.ts';
import { isAtRest } from './rest.ts';
import { streamStartEvents } from './stream.ts';

it('a class rests while nobody is there, nothing is live, and no poll waits for its end', () => {
  expect(isAtRest(emptyRoom)).toBe(true);
  const its = new TestClass([prof]);
  expect(isAtRest(its.state)).toBe(false);
  const untimed = its.openPoll();
  its.happen(...leaveEvents(its.state, prof.personId, 'left'));
  expect(its.state.polls[untimed]?.status.is).toBe('open');
  expect(isAtRest(its.state)).toBe(true);
  its.openPoll({ timerMs: 5_000 });
  expect(isAtRest(its.state)).toBe(false);
  const live = new TestClass([]);
  live.happen(...streamStartEvents(live.state, 's1' as StreamId));
  expect(isAtRest(live.state)).toBe(false);
});
