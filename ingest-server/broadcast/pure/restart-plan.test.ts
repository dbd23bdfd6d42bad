import { expect, it } from 'vitest';
import { HEALTHY_LIFE_MS, type RestartPlan, planRestart } from './restart-plan.ts';

it('waits longer after each early death, then gives up', () => {
  const waits: number[] = [];
  let plan: RestartPlan = { again: true, waitMs: 0, deaths: 0 };
  while (plan.again) {
    waits.push(plan.waitMs);
    plan = planRestart(plan.deaths, 500);
  }
  expect(waits).toEqual([0, 100, 250, 500, 1_000, 2_000, 4_000, 8_000]);
});

it.each([
  [0, HEALTHY_LIFE_MS - 1, { again: true, waitMs: 100, deaths: 1 }],
  [6, HEALTHY_LIFE_MS - 1, { again: true, waitMs: 8_000, deaths: 7 }],
  [6, HEALTHY_LIFE_MS, { again: true, waitMs: 100, deaths: 1 }],
  [7, HEALTHY_LIFE_MS - 1, { again: false }],
  [7, HEALTHY_LIFE_MS, { again: true, waitMs: 100, deaths: 1 }],
])('after %i deaths and a life of %i ms plans %o', (deathsBefore, livedMs, plan) => {
  expect(planRestart(deathsBefore, livedMs)).toEqual(plan);
});
