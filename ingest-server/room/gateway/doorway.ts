import type { DoorwayLimits } from './pure/limits.ts';

export type Entrance =
  { ok: true; leave: () => void } | { ok: false; status: 503; text: string; retryAfterS: number };

/** Counts who is in, so that a full server turns people away in words instead of failing those inside. */
export class Doorway {
  readonly #limits: DoorwayLimits;
  readonly #random: () => number;
  readonly #byAddress = new Map<string, number>();
  #inside = 0;

  constructor(limits: DoorwayLimits, random: () => number) {
    this.#limits = limits;
    this.#random = random;
  }

  get inside(): number {
    return this.#inside;
  }

  enter(address: string): Entrance {
    const from = this.#byAddress.get(address) ?? 0;
    if (this.#inside >= this.#limits.inAll) return this.#full('The server is full. Try again in a moment.');
    if (from >= this.#limits.perAddress) {
      return this.#full('Too many connections come from your network. Try again in a moment.');
    }
    this.#inside += 1;
    this.#byAddress.set(address, from + 1);
    let isIn = true;
    return {
      ok: true,
      leave: () => {
        if (!isIn) return;
        isIn = false;
        this.#inside -= 1;
        const left = (this.#byAddress.get(address) ?? 1) - 1;
        if (left > 0) this.#byAddress.set(address, left);
        else this.#byAddress.delete(address);
      },
    };
  }

  // Spread: all who were turned away would come back in the same second otherwise.
  #full(text: string): Entrance {
    return { ok: false, status: 503, text, retryAfterS: 2 + Math.floor(this.#random() * 8) };
  }
}
