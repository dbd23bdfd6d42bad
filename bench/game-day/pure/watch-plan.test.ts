import { expect, it } from 'vitest';
import { drops } from './schedule.ts';
import { watchPlan, waysOf } from './watch-plan.ts';

it('lets everybody watch as the page does where the machine carries it', () => {
  expect(watchPlan(100, 2)).toEqual({ parts: 100, segments: 0, sound: 0, nothing: 0, requestsPerS: 1_600 });
});

it.each([
  [400, { parts: 228, segments: 172, sound: 0, nothing: 0, requestsPerS: 3_992 }],
  [1_500, { parts: 71, segments: 1_429, sound: 0, nothing: 0, requestsPerS: 3_994 }],
  [2_000, { parts: 50, segments: 1_250, sound: 700, nothing: 0, requestsPerS: 4_000 }],
])('lets each of %d fetch something on two cores', (students, plan) => {
  expect(watchPlan(students, 2)).toEqual(plan);
});

it('never asks for more than the machine carries, and always has some who tell how late it is', () => {
  const plan = watchPlan(10_000, 2);
  expect(plan).toEqual({ parts: 50, segments: 0, sound: 3_200, nothing: 6_750, requestsPerS: 4_000 });
  const few = { parts: 3, segments: 0, sound: 0, nothing: 0, requestsPerS: 48 };
  expect(watchPlan(3, 1)).toEqual(few);
});

it.each([7, 100, 1_500, 2_000, 10_000])(
  'gives each of %d students a way, and as many each way as planned',
  (students) => {
    const plan = watchPlan(students, 2);
    const ways = waysOf(students, plan);
    const count = (way: string) => ways.filter((one) => one === way).length;
    expect({ ...plan, requestsPerS: 0 }).toEqual({
      ...{ parts: count('parts'), segments: count('segments'), sound: count('sound') },
      ...{ nothing: count('nothing'), requestsPerS: 0 },
    });
  },
);

it('has of each way as many in every process, and hardly more among those who drop', () => {
  const ways = waysOf(2_000, watchPlan(2_000, 2));
  const parts = ways.flatMap((way, student) => (way === 'parts' ? student : []));
  expect(parts.filter((student) => student % 2 === 0).length).toBeGreaterThan(20);
  expect(parts.filter((student) => student % 2 === 1).length).toBeGreaterThan(20);
  expect(parts.filter(drops).length).toBeLessThan(6);
});
