import { expect, it } from 'vitest';
import { HEALTHY_LIFE_MS, planRestart } from './restart-plan.ts';

it('HLS-27 begins again at once, waits longer after each early death, and never gives up', () => {
  const waits: number[] = [];
  let deaths = 0;
  for (let i = 0; i < 10; i += 1) {
    const plan = planRestart(deaths, 500);
    deaths = plan.deaths;
    waits.push(plan.waitMs);
  }
  expect(waits).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 6_000, 6_000, 6_000, 6_000]);
});

it.each([
  [0, HEALTHY_LIFE_MS - 1, { waitMs: 0, deaths: 1, alarm: false }],
  [1, 0, { waitMs: 250, deaths: 2, alarm: false }],
  [2, HEALTHY_LIFE_MS - 1, { waitMs: 500, deaths: 3, alarm: true }],
  [2, HEALTHY_LIFE_MS, { waitMs: 0, deaths: 1, alarm: false }],
  [40, 0, { waitMs: 6_000, deaths: 41, alarm: true }],
])('after %i deaths and parts for %i ms plans %o', (deathsBefore, gaveMs, plan) => {
  expect(planRestart(deathsBefore, gaveMs)).toEqual(plan);
});
