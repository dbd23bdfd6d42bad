import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Bucket, giveBack, isFull, take } from './token-bucket.ts';

const size = { capacity: 3, refillMs: 1000 };

/** What each of these moments got: true, or the time to wait. */
function takeAt(...moments: number[]): (true | number)[] {
  let bucket: Bucket | undefined;
  return moments.map((now) => {
    const taken = take(size, bucket, now);
    bucket = taken.bucket;
    return taken.ok || taken.retryAfterMs;
  });
}

it('gives what it holds at once, then one for each time that passes', () => {
  expect(takeAt(0, 0, 0, 0)).toEqual([true, true, true, 1000]);
  expect(takeAt(0, 0, 0, 400, 1000, 1000)).toEqual([true, true, true, 600, true, 1000]);
});

it('never holds more than it was made for', () => {
  expect(takeAt(0, 60_000, 60_000, 60_000, 60_000)).toEqual([true, true, true, true, 1000]);
});

it('gives nothing for a clock that was set back, and takes nothing away', () => {
  expect(takeAt(10_000, 10_000, 10_000, 0, 1000)).toEqual([true, true, true, 1000, true]);
});

it('takes back what did not count, and can be forgotten once it is full', () => {
  const { bucket } = take(size, undefined, 0);
  expect(isFull(size, bucket, 0)).toBe(false);
  expect(isFull(size, giveBack(size, bucket, 0), 0)).toBe(true);
  expect(giveBack(size, undefined, 0).tries).toBe(3);
  expect(isFull(size, bucket, 1000)).toBe(true);
});

it('lets no more through than its size and its refill allow, however it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 100 }), (gaps) => {
      let now = 0;
      const moments = gaps.map((gap) => (now += gap));
      const passed = takeAt(...moments).filter((each) => each === true).length;
      expect(passed).toBeLessThanOrEqual(3 + now / 1000 + 1e-9);
    }),
  );
});
