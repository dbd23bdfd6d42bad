import type { Plan } from './pure/programme-plan.ts';
import { type Heard, type Seen, hear, see, unseen } from './pure/sight.ts';
import type { Looker } from './transcoder.ts';

/** By the wall clock. */
export interface UnseenSince {
  readonly blackSince: number | undefined;
  readonly frozenSince: number | undefined;
  readonly silentSince: number | undefined;
}

/** Looks at what goes out, and says since when nobody can see or hear anything in it. */
export class Sight implements Looker {
  readonly #wallNow: () => number;
  readonly #now: () => number;
  #seen: Seen | undefined;
  #heard: Heard | undefined;
  /** Since when the studio sends no sound at all beside its picture. */
  #soundlessSince: number | undefined;
  /** What was told of the same moment before: clocks differ by a little each time. */
  #told = new Map<number, number>();

  /** `monotonicNow` does not jump. */
  constructor({ now, monotonicNow }: { now: () => number; monotonicNow: () => number }) {
    this.#wallNow = now;
    this.#now = monotonicNow;
  }

  /** This goes out now: what we make ourselves is not looked at. */
  handleOnAir({ picture, sound }: Plan): void {
    if (picture !== 'feed' || sound !== 'feed') [this.#seen, this.#heard] = [undefined, undefined];
    const isSoundless = picture === 'feed' && sound === 'silence';
    this.#soundlessSince = isSoundless ? (this.#soundlessSince ?? this.#now()) : undefined;
  }

  see(points: Uint8Array): void {
    this.#seen = see(this.#seen, points, this.#now());
  }

  hear(samples: Int16Array): void {
    this.#heard = hear(this.#heard, samples, this.#now());
  }

  get unseen(): UnseenSince {
    const { black, frozen, silent } = unseen(this.#seen, this.#heard, this.#now());
    const before = this.#told;
    this.#told = new Map();
    const tell = (since: number | undefined) => {
      if (since === undefined) return undefined;
      const told = before.get(since) ?? Math.round(this.#wallNow() - (this.#now() - since));
      this.#told.set(since, told);
      return told;
    };
    return {
      blackSince: tell(black),
      frozenSince: tell(frozen),
      silentSince: tell(this.#soundlessSince ?? silent),
    };
  }
}
