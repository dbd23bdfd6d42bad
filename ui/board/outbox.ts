import type { Outcome } from '@rostrum/protocol/client';
import { BOARD_UPDATE_MAX_BYTES, type CommandOf, type Refusal } from '@rostrum/protocol/room';
import * as Y from 'yjs';
import { splitUpdate } from './split-update.ts';

export interface OutboxOptions {
  /** Settles once it is saved or refused, however long the server is away. */
  readonly send: (command: CommandOf<'board.draw'>) => Promise<Outcome>;
  readonly after: (ms: number, call: () => void) => () => void;
  /** How many changes are not saved yet. */
  readonly onWaiting: (count: number) => void;
  /** Nothing more goes out until `replace`. */
  readonly onRefused: (refusal: Refusal) => void;
}

/** So many a second are enough for a hand, and the server takes no more. */
const BETWEEN_MS = 100;

/** Changes on their way to the server: the first at once, and what is drawn while it travels together behind it. */
export class Outbox {
  readonly #options: OutboxOptions;
  #queue: Uint8Array[] = [];
  #is: 'idle' | 'sending' | 'resting' | 'refused' | 'closed' = 'idle';
  #cancelRest: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  add(update: Uint8Array): void {
    if (this.#is === 'refused' || this.#is === 'closed') return;
    this.#queue.push(...splitUpdate(update, BOARD_UPDATE_MAX_BYTES));
    this.#tellWaiting();
    this.#pump();
  }

  /** In place of all that waits: what is not saved according to the server's own word. */
  replace(update: Uint8Array | undefined): void {
    if (this.#is === 'closed') return;
    this.#queue = [];
    if (this.#is === 'refused') this.#is = 'idle';
    if (update) this.add(update);
    else this.#tellWaiting();
  }

  /** What waits goes out now: whoever puts the board away has drawn it, and the others are to see it. */
  close(): void {
    const { send } = this.#options;
    while (this.#queue.length > 0) void send({ type: 'board.draw', update: toBase64(this.#takeTogether()) });
    this.#is = 'closed';
    this.#cancelRest?.();
  }

  #pump(): void {
    if (this.#is !== 'idle' || this.#queue.length === 0) return;
    const taken = this.#takeTogether();
    this.#is = 'sending';
    const update = toBase64(taken);
    void this.#options.send({ type: 'board.draw', update }).then((outcome) => {
      if (this.#is !== 'sending') return;
      if (outcome.ok) this.#rest(BETWEEN_MS);
      else if (outcome.refusal.retryAfterMs !== undefined) {
        this.#queue.unshift(taken);
        this.#rest(outcome.refusal.retryAfterMs);
      } else this.#refused(outcome.refusal);
      this.#tellWaiting();
    });
  }

  /** As many of the first as fit into one. */
  #takeTogether(): Uint8Array {
    let [count, bytes] = [0, 0];
    for (const update of this.#queue) {
      if (count > 0 && bytes + update.length > BOARD_UPDATE_MAX_BYTES) break;
      count += 1;
      bytes += update.length;
    }
    const together = this.#queue.splice(0, count);
    const merged = Y.mergeUpdates(together);
    if (merged.length <= BOARD_UPDATE_MAX_BYTES || together.length === 1) return merged;
    // A few bytes more than its parts, right at the limit.
    this.#queue.unshift(...together.slice(1));
    return together[0]!;
  }

  #rest(ms: number): void {
    this.#is = 'resting';
    this.#cancelRest = this.#options.after(ms, () => {
      if (this.#is !== 'resting') return;
      this.#is = 'idle';
      this.#pump();
    });
  }

  #refused(refusal: Refusal): void {
    this.#is = 'refused';
    this.#queue = [];
    this.#options.onRefused(refusal);
  }

  #tellWaiting(): void {
    this.#options.onWaiting(this.#queue.length + (this.#is === 'sending' ? 1 : 0));
  }
}

const CHUNK = 0x2000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += CHUNK) text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
