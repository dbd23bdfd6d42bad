import { expect, it } from 'vitest';
import { leftMs } from './index.ts';

it.each([
  [undefined, 0, undefined],
  [10_500, 500, 10_000],
  [5, 10, 0],
])('of a time until %s at %d there is %s left', (endsAt, now, left) => {
  expect(leftMs({ endsAt }, now)).toBe(left);
});
