import { bring } from '../bring.ts';
import type * as lobbyModule from '../lobby/index.ts';

type Parts = typeof lobbyModule;

/** Brings what there is to do before a class begins: who comes in later may check their sound all the same. */
export class LobbyWay {
  parts: Parts | undefined = $state.raw();
  /** The check of sound and devices is wanted. */
  isChecking = $state(false);

  #isLoading = false;
  readonly #closing = new AbortController();

  bring(): void {
    if (!this.parts && !this.#isLoading) void this.#load();
  }

  check(): void {
    this.isChecking = true;
    this.bring();
  }

  close(): void {
    this.#closing.abort();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    this.parts = await bring(() => import('../lobby/index.ts'), this.#closing.signal);
  }
}
