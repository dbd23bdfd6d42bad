import { expect, it } from 'vitest';
import { type DrainMoment, type DrainState, drainAfter } from './drain.ts';

const HOUR_MS = 3_600_000;
const running: DrainState = { is: 'running' };
const asked = (at: number, live: number): DrainMoment => ({ is: 'asked', at, live });
const looked = (at: number, live: number): DrainMoment => ({ is: 'looked', at, live });

function through(moments: readonly DrainMoment[], drainMs: number): DrainState['is'][] {
  let state = running;
  return moments.map((moment) => (state = drainAfter(state, moment, drainMs)).is);
}

it.each<[string, number, DrainMoment[], DrainState['is'][]]>([
  ['goes on while nobody asks', HOUR_MS, [looked(1, 2), looked(2, 0)], ['running', 'running']],
  ['stops at once where it is given no time', 0, [asked(1, 5)], ['stopping']],
  ['stops at once where nothing is live', HOUR_MS, [asked(1, 0)], ['stopping']],
  [
    'waits for what is live to end',
    HOUR_MS,
    [asked(1, 2), looked(2, 2), looked(3, 1), looked(4, 0)],
    ['draining', 'draining', 'draining', 'stopping'],
  ],
  [
    'waits no longer than it was given',
    1000,
    [asked(500, 1), looked(1499, 1), looked(1500, 1)],
    ['draining', 'draining', 'stopping'],
  ],
  ['stops at once where it is asked again', HOUR_MS, [asked(1, 3), asked(2, 3)], ['draining', 'stopping']],
  [
    'never comes back',
    HOUR_MS,
    [asked(1, 0), looked(2, 4), asked(3, 4)],
    ['stopping', 'stopping', 'stopping'],
  ],
])('a server %s', (_, drainMs, moments, states) => {
  expect(through(moments, drainMs)).toEqual(states);
});
