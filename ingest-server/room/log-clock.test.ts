import { expect, it } from 'vitest';
import { LogClock } from './log-clock.ts';

function create(wall: number) {
  const its = { wall, monotonicMs: 0 };
  const clock = new LogClock({ now: () => its.wall, monotonicNow: () => its.monotonicMs });
  const pass = (ms: number) => {
    its.wall += ms;
    its.monotonicMs += ms;
  };
  return { its, clock, pass };
}

it('is the machine’s clock while that runs on', () => {
  const { clock, pass } = create(5000);
  expect(clock.now()).toBe(5000);
  pass(250);
  expect(clock.now()).toBe(5250);
});

it('goes on, and never back, where the machine’s clock is set back by an hour', () => {
  const { its, clock, pass } = create(10_000_000);
  clock.now();
  its.wall -= 3_600_000;
  const times = Array.from({ length: 100 }, () => {
    pass(100);
    return clock.now();
  });
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeGreaterThanOrEqual(10_009_900);
  expect(times.at(-1)).toBeLessThanOrEqual(10_010_000);
});

it('comes together again with a clock that was set back a little', () => {
  const { its, clock, pass } = create(10_000_000);
  clock.now();
  its.wall -= 500;
  pass(60_000);
  expect(clock.now()).toBe(its.wall);
});

it('goes on from what is in the log, also where that is ahead of the machine', () => {
  const { clock, pass } = create(1000);
  clock.handleLogged(9000);
  clock.handleLogged(4000);
  expect(clock.now()).toBe(9000);
  pass(1000);
  expect(clock.now()).toBe(9990);
});
