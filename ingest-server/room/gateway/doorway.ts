import { type Refusal, refuse } from '@rostrum/protocol/room';
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

  /** What somebody from there would be told now; undefined where they may come in. */
  refusalFor(address: string): Refusal | undefined {
    const text = this.#whyNot(address);
    return text === undefined ? undefined : refuse('full', text, this.#waitS() * 1000);
  }

  enter(address: string): Entrance {
    const text = this.#whyNot(address);
    if (text !== undefined) return { ok: false, status: 503, text, retryAfterS: this.#waitS() };
    this.#inside += 1;
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1);
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

  #whyNot(address: string): string | undefined {
    if (this.#inside >= this.#limits.inAll) return 'The server is full. Try again in a moment.';
    if ((this.#byAddress.get(address) ?? 0) >= this.#limits.perAddress)
      return 'Too many connections come from your network. Try again in a moment.';
    return undefined;
  }

  // Spread: all who were turned away would come back in the same second otherwise.
  #waitS(): number {
    return 2 + Math.floor(this.#random() * 8);
  }
}
