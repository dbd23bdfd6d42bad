import { expect, test } from 'vitest';
import { delaysOf } from './delays.ts';

test('each beep that was heard belongs to the last one that was made before it', () => {
  expect(delaysOf([1_080, 2_090], [1_000, 2_000, 2_100])).toEqual([80, 90]);
});

test('what was never made, or too long ago, is no delay', () => {
  expect(delaysOf([500, 1_900], [1_000])).toEqual([]);
});
