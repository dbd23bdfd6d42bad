/** Holds `capacity` tries; one comes back every `refillMs`. */
export interface BucketSize {
  readonly capacity: number;
  readonly refillMs: number;
}

export interface Bucket {
  readonly tries: number;
  readonly at: number;
}

export type Taken = { ok: true; bucket: Bucket } | { ok: false; bucket: Bucket; retryAfterMs: number };

/** One try out of the bucket; a bucket that nobody has touched is full. */
export function take(size: BucketSize, bucket: Bucket | undefined, now: number): Taken {
  const filled = fill(size, bucket, now);
  if (filled.tries >= 1) return { ok: true, bucket: { ...filled, tries: filled.tries - 1 } };
  const retryAfterMs = Math.ceil((1 - filled.tries) * size.refillMs);
  return { ok: false, bucket: filled, retryAfterMs };
}

/** A try that turns out not to count. */
export function giveBack(size: BucketSize, bucket: Bucket | undefined, now: number): Bucket {
  const filled = fill(size, bucket, now);
  return { ...filled, tries: Math.min(size.capacity, filled.tries + 1) };
}

/** Nothing is known by a full bucket: it can be forgotten. */
export function isFull(size: BucketSize, bucket: Bucket, now: number): boolean {
  return fill(size, bucket, now).tries >= size.capacity;
}

// A clock that was set back takes nothing away and gives nothing.
function fill(size: BucketSize, bucket: Bucket | undefined, now: number): Bucket {
  if (bucket === undefined) return { tries: size.capacity, at: now };
  const gained = Math.max(0, now - bucket.at) / size.refillMs;
  return { tries: Math.min(size.capacity, bucket.tries + gained), at: now };
}
