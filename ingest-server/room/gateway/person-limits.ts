import type { ClassId, PersonId } from '@rostrum/protocol/room';
import { type Allowance, type Bucket, isFull, take } from '../pure/token-bucket.ts';

/** A person with many tabs is one person: their commands come out of one bucket. */
export class PersonLimits {
  readonly #allowance: Allowance;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(allowance: Allowance, now: () => number) {
    this.#allowance = allowance;
    this.#now = now;
  }

  /** How long to wait; undefined when they may go on now. */
  waitMs(classId: ClassId, personId: PersonId): number | undefined {
    const place = `${classId} ${personId}`;
    const taken = take(this.#buckets.get(place), this.#allowance, this.#now());
    this.#buckets.set(place, taken.bucket);
    return taken.ok ? undefined : taken.waitMs;
  }

  /** Forgets those who could begin anew anyhow; called now and then. */
  sweep(): void {
    const now = this.#now();
    for (const [place, bucket] of this.#buckets) {
      if (isFull(bucket, this.#allowance, now)) this.#buckets.delete(place);
    }
  }
}
