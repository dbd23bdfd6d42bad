import { createSubscriber } from 'svelte/reactivity';

/** The server's time as a reactive value that goes on by itself, once a second, while somebody reads it. */
export class Seconds {
  readonly #serverNow: () => number;
  readonly #subscribe = createSubscriber((update) => {
    const ticking = setInterval(update, 1000);
    return () => clearInterval(ticking);
  });

  constructor(serverNow: () => number) {
    this.#serverNow = serverNow;
  }

  get nowMs(): number {
    this.#subscribe();
    return this.#serverNow();
  }
}
