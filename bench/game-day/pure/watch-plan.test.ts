import { expect, it } from 'vitest';
import { watchPlan, watchingOf } from './watch-plan.ts';

it('lets everybody watch as the page does where the machine carries it', () => {
  expect(watchPlan(100, 2)).toEqual({ parts: 100, segments: 0, nothing: 0, requestsPerS: 1_600 });
});

it('lets the rest watch in segments where it does not', () => {
  const plan = watchPlan(2_000, 2);
  expect(plan).toEqual({ parts: 50, segments: 1_600, nothing: 350, requestsPerS: 4_000 });
});

it('never asks for more than the machine carries, and always has some who tell how late it is', () => {
  const plan = watchPlan(10_000, 2);
  expect(plan).toEqual({ parts: 50, segments: 1_600, nothing: 8_350, requestsPerS: 4_000 });
  expect(watchPlan(3, 1)).toEqual({ parts: 3, segments: 0, nothing: 0, requestsPerS: 48 });
});

it.each([7, 100, 2_000, 10_000])(
  'gives each of %d students a way, and as many each way as planned',
  (students) => {
    const plan = watchPlan(students, 2);
    const ways = Array.from({ length: students }, (_, student) => watchingOf(student, students, plan));
    const count = (way: string) => ways.filter((one) => one === way).length;
    expect([count('parts'), count('segments'), count('nothing')]).toEqual([
      plan.parts,
      plan.segments,
      plan.nothing,
    ]);
  },
);
