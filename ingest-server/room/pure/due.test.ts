import { STAGE_AWAY_MAX_MS } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { TestClass, ada, outcomeOf, prof } from '../test-class.ts';
import { bringsDueNearer, doDue, nextDue } from './due.ts';
import { leaveEvents } from './presence.ts';

it('the next time is that of the open poll that closes first', () => {
  const its = new TestClass();
  its.draftPoll({ timerMs: 5_000 });
  its.openPoll();
  expect(nextDue(its.state)).toBeUndefined();
  its.openPoll({ timerMs: 60_000 });
  const first = its.openPoll({ timerMs: 30_000 });
  expect(nextDue(its.state)).toBe(its.now + 30_000);
  its.ask(prof, { type: 'poll.close', pollId: first });
  expect(nextDue(its.state)).toBe(its.now + 60_000);
});

it('a guest’s time on the stage is over when it is, and that of a lost one a moment after', () => {
  const its = new TestClass();
  its.openPoll({ timerMs: 60_000 });
  its.ask(ada, { type: 'hand.raise' });
  its.ask(prof, { type: 'stage.call', personId: ada.personId, forMs: 30_000 });
  expect(nextDue(its.state)).toBe(its.now + 30_000);
  its.happen(...leaveEvents(its.state, ada.personId, 'lost'));
  const lostAt = its.now + STAGE_AWAY_MAX_MS;
  expect(nextDue(its.state)).toBe(lostAt);
  expect(outcomeOf(doDue(its.state, lostAt - 1))).toEqual([]);
  expect(doDue(its.state, lostAt)).toMatchObject({ events: [{ type: 'stage.left', reason: 'lost' }] });
  expect(doDue(its.state, its.now + 60_000)).toMatchObject({
    events: [{ type: 'poll.closed' }, { type: 'stage.left', reason: 'time' }],
  });
});

it('breakout rooms end when their time does, which may come nearer', () => {
  const its = new TestClass();
  its.ask(prof, {
    ...{ type: 'breakouts.open', rooms: [{ name: 'Red', members: [ada.personId] }], mayChoose: false },
    forMs: 60_000,
  });
  expect(nextDue(its.state)).toBe(its.now + 60_000);
  its.ask(prof, { type: 'breakouts.limit', forMs: 30_000 });
  expect(nextDue(its.state)).toBe(its.now + 30_000);
  expect(its.log.slice(-2).every(({ event }) => bringsDueNearer(event))).toBe(true);
  expect(outcomeOf(doDue(its.state, its.now + 29_999))).toEqual([]);
  expect(doDue(its.state, its.now + 30_000)).toMatchObject({
    events: [{ type: 'breakouts.ended', reason: 'time' }],
  });
  its.ask(prof, { type: 'breakouts.limit' });
  expect(nextDue(its.state)).toBeUndefined();
});
