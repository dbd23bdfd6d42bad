import { expect, it } from 'vitest';
import { parsePressure } from './pressure.ts';

it('reads the share of ten seconds in which something waited', () => {
  const told = 'some avg10=89.65 avg60=74.91 avg300=65.10 total=7769025717\nfull avg10=0.00 avg60=0.00\n';
  expect(parsePressure(told)).toBe(89.65);
  expect(parsePressure('')).toBeUndefined();
});
