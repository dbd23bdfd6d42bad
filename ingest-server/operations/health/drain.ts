import { type ClassId, type Refusal, refuse } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import { type DrainMoment, type DrainState, drainAfter } from './pure/drain.ts';

export interface DrainOptions {
  /** How long what is live may go on; 0: not at all. */
  readonly drainMs: number;
  /** On a clock that nobody sets. */
  readonly monotonicNow: () => number;
  readonly liveClasses: () => readonly ClassId[];
  /** Whether somebody is in this class here, or was a moment ago. */
  readonly isOpen: (classId: ClassId) => boolean;
  readonly logger: Logger;
  /** Stops everything; called once. */
  readonly stop: () => void;
}

const LOOK_EVERY_MS = 1_000;

const restarting = refuse('server-error', 'The server is restarting. Join again in a moment.', 5_000);
const notOnAirNow = 'The server is restarting, and no class can go on air. Try again in a few minutes.';

/** How the server goes: nothing new begins, what is live ends by itself or when the time is up. */
export class Drain {
  readonly #options: DrainOptions;
  #state: DrainState = { is: 'running' };
  #looking: NodeJS.Timeout | undefined;

  constructor(options: DrainOptions) {
    this.#options = options;
  }

  get isDraining(): boolean {
    return this.#state.is !== 'running';
  }

  /** Somebody wants the server to stop; twice is at once. */
  ask(): void {
    const { logger, drainMs, liveClasses } = this.#options;
    const wasRunning = this.#state.is === 'running';
    this.#step('asked');
    if (!wasRunning || this.#state.is !== 'draining') return;
    const live = liveClasses();
    logger.info({ live, drainMs }, 'the server takes nothing new and stops when its live classes have ended');
    this.#looking = setInterval(() => this.#step('looked'), LOOK_EVERY_MS);
  }

  /** Why nobody may come into this class now; undefined where they may. */
  refusalOfEntry(classId: ClassId): Refusal | undefined {
    return this.isDraining && !this.#options.isOpen(classId) ? restarting : undefined;
  }

  /** Why this class can't go on air now, in words; undefined where it can, or is. */
  whyNotOnAir(classId: ClassId): string | undefined {
    return this.isDraining && !this.#options.liveClasses().includes(classId) ? notOnAirNow : undefined;
  }

  close(): void {
    clearInterval(this.#looking);
  }

  #step(is: DrainMoment['is']): void {
    const { monotonicNow, liveClasses, drainMs, stop } = this.#options;
    if (this.#state.is === 'stopping') return;
    this.#state = drainAfter(this.#state, { is, at: monotonicNow(), live: liveClasses().length }, drainMs);
    if (this.#state.is !== 'stopping') return;
    this.close();
    stop();
  }
}
