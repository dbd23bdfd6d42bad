import { expect, it } from 'vitest';
import { planRespawn } from './respawn-plan.ts';

it('waits longer after each early death, and goes on trying', () => {
  const waits: number[] = [];
  for (let deaths = 0; deaths < 7;) {
    const plan = planRespawn(deaths, 100);
    waits.push(plan.waitMs);
    deaths = plan.deaths;
  }
  expect(waits).toEqual([0, 250, 1_000, 4_000, 10_000, 10_000, 10_000]);
});

it.each([
  [5, 19_999, { waitMs: 10_000, deaths: 6 }],
  [5, 20_000, { waitMs: 0, deaths: 1 }],
])('after %i deaths and a life of %i ms plans %o', (deathsBefore, livedMs, plan) => {
  expect(planRespawn(deathsBefore, livedMs)).toEqual(plan);
});
