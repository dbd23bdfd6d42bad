/** So many at once, and so many a second from then on. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** How many are left, and when that was counted. */
export interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

export type Taken = { ok: true; bucket: Bucket } | { ok: false; bucket: Bucket; waitMs: number };

/** One out of the bucket; a clock that went back only refills later. */
export function take(bucket: Bucket | undefined, { burst, perSecond }: Allowance, nowMs: number): Taken {
  const passedMs = bucket === undefined ? 0 : Math.max(0, nowMs - bucket.atMs);
  const left = bucket === undefined ? burst : Math.min(burst, bucket.left + (passedMs * perSecond) / 1000);
  if (left >= 1) return { ok: true, bucket: { left: left - 1, atMs: nowMs } };
  return { ok: false, bucket: { left, atMs: nowMs }, waitMs: Math.ceil(((1 - left) / perSecond) * 1000) };
}

/** Nothing would be lost by forgetting it. */
export function isFull(bucket: Bucket, { burst, perSecond }: Allowance, nowMs: number): boolean {
  return bucket.left + ((nowMs - bucket.atMs) * perSecond) / 1000 >= burst;
}
