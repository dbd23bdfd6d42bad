import { expect, it } from 'vitest';
import { type Phase, type PlayerState, detachedPlayer } from './player-state.ts';
import { Tally } from './tally.ts';

const state = (is: Phase['is'], lastMs = -Infinity): PlayerState => {
  const phases: Record<Phase['is'], Phase> = {
    detached: { is: 'detached' },
    starting: { is: 'starting' },
    playing: { is: 'playing' },
    buffering: { is: 'buffering', sinceMs: 0 },
    paused: { is: 'paused', by: 'user' },
    retrying: { is: 'retrying', attempt: 1 },
    unplayable: { is: 'unplayable', why: 'broken' },
  };
  return { ...detachedPlayer, phase: phases[is], failures: { count: 0, lastMs } };
};
const nothing = { delayMs: undefined, rung: undefined };
const counts = { playedMs: 0, stalledMs: 0, stalls: 0, switches: 0, errors: 0 };

function after(...seen: readonly [Phase['is'], number][]) {
  const tally = new Tally(0, undefined);
  for (const [is, nowMs] of seen) tally.see(state(is), nowMs);
  return tally;
}

it('says first how long the first picture took, and never again', () => {
  const tally = new Tally(0, 812.4);
  tally.see(state('playing'), 0);
  expect(tally.take(0, nothing)).toEqual({ ...counts, startMs: 812 });
  expect(tally.take(10_000, nothing)).toEqual({ ...counts, playedMs: 10_000 });
});

it('tells what played and what stood still since the last report', () => {
  const tally = after(['playing', 0], ['buffering', 4000], ['buffering', 4500], ['playing', 5500]);
  expect(tally.take(10_000, { delayMs: 1234.5, rung: 'v720' })).toEqual({
    ...{ ...counts, playedMs: 8500, stalledMs: 1500, stalls: 1 },
    ...{ delayMs: 1235, rung: 'v720' },
  });
  expect(tally.take(20_000, nothing)).toEqual({ ...counts, playedMs: 10_000 });
});

it('counts a stall that goes on in the next report as time, and once', () => {
  const tally = after(['playing', 0], ['buffering', 9000]);
  expect(tally.take(10_000, nothing)).toMatchObject({ stalls: 1, stalledMs: 1000 });
  expect(tally.take(20_000, nothing)).toMatchObject({ stalls: 0, stalledMs: 10_000, playedMs: 0 });
});

it('takes what is begun anew after a failure for a stall, and what never played for none', () => {
  expect(after(['playing', 0], ['retrying', 1000], ['starting', 2000]).take(3000, nothing)).toMatchObject({
    ...{ stalls: 1, stalledMs: 2000 },
  });
  expect(after(['starting', 0], ['retrying', 5000]).take(9000, nothing)).toBeUndefined();
});

it('says nothing while it is paused, or over', () => {
  const tally = after(['playing', 0], ['paused', 1000]);
  expect(tally.take(2000, nothing)).toEqual({ ...counts, playedMs: 1000 });
  expect(tally.take(12_000, nothing)).toBeUndefined();
  expect(after(['detached', 0]).take(10_000, nothing)).toBeUndefined();
});

it('counts each failure and each change of the picture', () => {
  const tally = after(['playing', 0]);
  for (const lastMs of [100, 100, 300]) tally.see(state('retrying', lastMs), 500);
  tally.addSwitch();
  tally.addSwitch();
  expect(tally.take(1000, nothing)).toMatchObject({ errors: 2, switches: 2 });
  expect(tally.take(2000, nothing)).toMatchObject({ errors: 0, switches: 0 });
});
