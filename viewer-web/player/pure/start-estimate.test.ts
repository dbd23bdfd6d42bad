import { expect, it } from 'vitest';
import { firstPictureBps, startEstimateBps } from './start-estimate.ts';

it.each([
  ['a browser that says nothing', undefined, 3_000_000],
  ['a browser that claims what it hasn’t measured', { downlink: 1.45, effectiveType: '4g' }, 3_000_000],
  ['a line of which nothing comes', { downlink: 0 }, 3_000_000],
  ['a slow line', { downlink: 0.4, effectiveType: '4g' }, 400_000],
  ['3G', { downlink: 1.5, effectiveType: '3g' }, 900_000],
  ['less than that', { effectiveType: '2g' }, 250_000],
  ['somebody who saves data', { downlink: 10, saveData: true }, 700_000],
] as const)('the first guess for %s', (_, facts, bps) => {
  expect(startEstimateBps(facts)).toBe(bps);
});

it.each([
  ['nothing is known of', undefined, 1_050_000],
  ['is said to be quick', { downlink: 10, effectiveType: '4g' }, 3_000_000],
  ['is said to be quick, to somebody who saves data', { downlink: 10, saveData: true }, 245_000],
  ['carries some megabits', { downlink: 4, effectiveType: '4g' }, 1_050_000],
] as const)('the first picture on a line that %s', (_, facts, bps) => {
  expect(firstPictureBps(facts)).toBe(bps);
});
