import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bucket, isFull, take } from './token-bucket.ts';

const allowance = { burst: 3, perSecond: 2 };

/** How many of these attempts go through. */
function through(times: readonly number[]): number {
  let bucket: Bucket | undefined;
  let count = 0;
  for (const now of times) {
    const taken = take(bucket, allowance, now);
    bucket = taken.bucket;
    if (taken.ok) count += 1;
  }
  return count;
}

describe('a bucket', () => {
  it('gives so many at once, then says how long to wait, and then gives again', () => {
    expect(through([0, 0, 0, 0, 0])).toBe(3);
    const empty = { left: 0, atMs: 1_000 };
    expect(take(empty, allowance, 1_100)).toMatchObject({ ok: false, waitMs: 400 });
    expect(take(empty, allowance, 1_500)).toEqual({ ok: true, bucket: { left: 0, atMs: 1_500 } });
  });

  it('is never fuller than full, however long nobody came', () => {
    expect(take({ left: 1, atMs: 0 }, allowance, 1e12)).toEqual({
      ok: true,
      bucket: { left: 2, atMs: 1e12 },
    });
    expect(isFull({ left: 1, atMs: 0 }, allowance, 999)).toBe(false);
    expect(isFull({ left: 1, atMs: 0 }, allowance, 1_000)).toBe(true);
  });

  it('lets through no more than its burst and its rate, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 100 }), (steps) => {
        let now = 0;
        const times = steps.map((step) => (now += step));
        const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
        expect(through(times)).toBeLessThanOrEqual(3 + (spanMs * 2) / 1_000 + 1e-6);
      }),
    );
  });

  it('whose clock went back gives nothing for it, and takes nothing', () => {
    const taken = take({ left: 0.5, atMs: 10_000 }, allowance, 2_000);
    expect(taken).toMatchObject({ ok: false, bucket: { left: 0.5 } });
  });
});
