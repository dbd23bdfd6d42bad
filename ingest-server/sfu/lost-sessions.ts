import type { MediaSession } from '../room/index.ts';

/** A studio whose connection alone broke is back sooner; one that is really gone must not keep students waiting. */
export const KEEP_LOST_MS = 10_000;

/** Calls once so much later; returns the way to cancel it. */
export type After = (ms: number, call: () => void) => () => void;

export interface LostSessionsOptions {
  after: After;
  /** It did not come back in time, or is not needed any more. */
  handleOver(session: MediaSession): void;
}

interface Lost {
  readonly session: MediaSession;
  readonly cancel: () => void;
}

/** The connections that broke without a goodbye, whose media go on for a moment. */
export class LostSessions {
  readonly #options: LostSessionsOptions;
  readonly #lost = new Map<string, Lost>();

  constructor(options: LostSessionsOptions) {
    this.#options = options;
  }

  keep(session: MediaSession): void {
    if (this.#lost.has(session.id)) return;
    const cancel = this.#options.after(KEEP_LOST_MS, () => this.#end(session));
    this.#lost.set(session.id, { session, cancel });
  }

  /** Ends those that nothing is kept for any more. */
  release(isOver: (session: MediaSession) => boolean): void {
    for (const { session } of [...this.#lost.values()]) if (isOver(session)) this.#end(session);
  }

  /** Nobody is told of them any more. */
  close(): void {
    for (const { cancel } of this.#lost.values()) cancel();
    this.#lost.clear();
  }

  #end(session: MediaSession): void {
    this.#lost.get(session.id)?.cancel();
    this.#lost.delete(session.id);
    this.#options.handleOver(session);
  }
}
