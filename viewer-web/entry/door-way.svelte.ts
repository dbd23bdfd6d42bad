import { bring } from '../bring.ts';
import type * as laterModule from './later.ts';

/** Who types a name at once is in by then, and needs nothing else of the door. */
const AT_EASE_MS = 1_500;

/** Brings what there is at the door beside the name: what may be wrong, another way to sign in, how the page looks. */
export class DoorWay {
  parts: typeof laterModule | undefined = $state.raw();

  readonly #closing = new AbortController();
  #isComing = false;
  #wait: ReturnType<typeof setTimeout> | undefined;

  bringAtEase(): void {
    this.#wait ??= setTimeout(() => this.bring(), AT_EASE_MS);
  }

  bring(): void {
    this.leave();
    if (!this.#isComing) void this.#load();
  }

  /** Nobody is at the door any more. */
  leave(): void {
    clearTimeout(this.#wait);
    this.#wait = undefined;
  }

  close(): void {
    this.leave();
    this.#closing.abort();
  }

  async #load(): Promise<void> {
    this.#isComing = true;
    this.parts = await bring(() => import('./later.ts'), this.#closing.signal);
  }
}
