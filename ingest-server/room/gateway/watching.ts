import type { OperationsSay } from '@rostrum/protocol/operations';
import type { PersonId, Refusal } from '@rostrum/protocol/room';
import { textFrame } from './pure/frames.ts';
import { dashboardChanged, noDashboards, notNow, revoked, tokenOver } from './pure/refusals.ts';
import type { Wire } from './wire.ts';

/** Whose dashboard it is, as their token says. */
export interface WatchHolder {
  readonly personId: PersonId;
  /** The sign-in that the token came from. */
  readonly sessionId: string;
  readonly institutionId: string;
  readonly expiresAt: number;
}

export type WatchEntry = { ok: true; holder: WatchHolder } | { ok: false; refusal: Refusal };

/** The other end of a dashboard: whoever knows how all classes are. */
export interface OperationsDesk {
  /** Whom this token lets watch. */
  admit(token: string): Promise<WatchEntry>;
  isRevoked(holder: Pick<WatchHolder, 'personId' | 'sessionId'>): boolean;
  watch(institutionId: string, tell: (told: object) => void): OperationsWatcher;
}

interface OperationsWatcher {
  say(say: OperationsSay): void;
  close(): void;
}

export interface WatchingOptions {
  readonly desk: OperationsDesk | undefined;
  readonly now: () => number;
  readonly wire: Wire;
  readonly handleError: (error: unknown) => void;
}

/** setTimeout takes no more; a token that is good for longer is looked at again. */
const LOOK_WITHIN_MS = 2 ** 31 - 1;

/**
 * One socket as a dashboard's: in no class, for as long as its token is good or a fresh one comes.
 *   admitting ──admitted──► watching ──token over, revoked, close()──► over
 */
export class Watching {
  readonly #options: WatchingOptions;
  #holder: WatchHolder | undefined;
  #watcher: OperationsWatcher | undefined;
  /** What was said while the token was still looked at. */
  #said: OperationsSay | undefined;
  #ending: NodeJS.Timeout | undefined;
  #is: 'open' | 'over' = 'open';

  constructor(options: WatchingOptions) {
    this.#options = options;
  }

  get holder(): WatchHolder | undefined {
    return this.#holder;
  }

  /** At first, and again with a fresh token before the old one runs out. */
  async show(token: string): Promise<void> {
    const { desk, wire, handleError } = this.#options;
    if (!desk) {
      wire.end(noDashboards, false);
      return;
    }
    try {
      const admitted = await desk.admit(token);
      if (this.#isOver()) return;
      if (!admitted.ok) wire.end(admitted.refusal, false);
      else if (desk.isRevoked(admitted.holder)) wire.end(revoked, false);
      else this.#admit(desk, admitted.holder);
    } catch (error) {
      handleError(error);
      wire.end(notNow, true);
    }
  }

  say(say: OperationsSay): void {
    if (this.#watcher) this.#watcher.say(say);
    else this.#said = say;
  }

  /** Safe twice. */
  close(): void {
    this.#is = 'over';
    clearTimeout(this.#ending);
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #admit(desk: OperationsDesk, holder: WatchHolder): void {
    const { wire } = this.#options;
    const before = this.#holder;
    if (before && (before.personId !== holder.personId || before.institutionId !== holder.institutionId)) {
      wire.end(dashboardChanged, false);
      return;
    }
    this.#holder = holder;
    this.#endInTime();
    if (this.#isOver() || this.#watcher) return;
    this.#watcher = desk.watch(holder.institutionId, (told) => this.#tell(told));
    // What it is told at once may have been too much for its line.
    if (this.#isOver()) this.close();
    else if (this.#said) this.#watcher.say(this.#said);
  }

  // Behind a call that may end it.
  #isOver(): boolean {
    return this.#is === 'over';
  }

  #tell(told: object): void {
    const { wire } = this.#options;
    const text = JSON.stringify({ t: 'operations', told });
    wire.allowFor(text);
    wire.deliver(textFrame(text));
  }

  #endInTime(): void {
    clearTimeout(this.#ending);
    const leftMs = (this.#holder?.expiresAt ?? 0) - this.#options.now();
    if (leftMs <= 0) {
      this.#options.wire.end(tokenOver, false);
      return;
    }
    this.#ending = setTimeout(() => this.#endInTime(), Math.min(leftMs, LOOK_WITHIN_MS));
  }
}
