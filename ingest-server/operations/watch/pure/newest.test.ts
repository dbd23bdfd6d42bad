import { expect, it } from 'vitest';
import { Newest } from './newest.ts';

it('knows what most of the last seconds stayed under', () => {
  const newest = new Newest();
  for (let i = 1; i <= 100; i++) newest.add(i, 1000);
  expect([newest.percentile(50, 1000), newest.percentile(95, 1000), newest.percentile(100, 1000)]).toEqual([
    50, 95, 100,
  ]);
});

it('says nothing where nothing was measured, or long ago', () => {
  const newest = new Newest();
  expect(newest.percentile(95, 0)).toBeNull();
  newest.add(4, 0);
  expect(newest.percentile(95, 9_999)).toBe(4);
  expect(newest.percentile(95, 10_000)).toBeNull();
});

it('takes the slowest of a few for chance, and two of them for how it is', () => {
  const newest = new Newest();
  for (const value of [4, 900, 5]) newest.add(value, 0);
  expect([newest.percentile(95, 0), newest.percentile(100, 0)]).toEqual([5, 900]);
  newest.add(800, 0);
  expect(newest.percentile(95, 0)).toBe(800);
});

it('keeps the newest of very many', () => {
  const newest = new Newest();
  for (let i = 0; i < 2000; i++) newest.add(i < 1488 ? 1000 : 1, 0);
  expect(newest.percentile(100, 0)).toBe(1);
});
