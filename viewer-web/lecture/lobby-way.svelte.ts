import type * as lobbyModule from '../lobby/index.ts';

type Parts = typeof lobbyModule;

const AGAIN_MS = 2_000;

/** Brings what there is to do before a class begins: who comes in later may check their sound all the same. */
export class LobbyWay {
  parts: Parts | undefined = $state.raw();
  /** The check of sound and devices is wanted. */
  isChecking = $state(false);

  #isLoading = false;
  #isClosed = false;

  bring(): void {
    if (!this.parts && !this.#isLoading) void this.#load();
  }

  check(): void {
    this.isChecking = true;
    this.bring();
  }

  close(): void {
    this.#isClosed = true;
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      this.parts = await import('../lobby/index.ts');
    } catch {
      // A network that fails now may be back before the class begins.
      setTimeout(() => {
        this.#isLoading = false;
        if (!this.#isClosed) this.bring();
      }, AGAIN_MS);
    }
  }
}
