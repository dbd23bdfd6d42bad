import { caching } from '../pure/caching.ts';
import type { Delivery } from '../pure/delivery.ts';
import type { Answer, Asker } from './answer.ts';

/** What many may wait for at once. */
export interface Wanted {
  /** Media goes out before playlists: it is what is shown. */
  readonly isMedia: boolean;
  /** How things stand now. */
  look(): Delivery;
  /** Made once, for all who wait for it. */
  answer(): Answer;
}

interface Waiting {
  readonly asker: Asker;
  readonly untilMs: number;
}

interface Group {
  readonly wanted: Wanted;
  waiting: Waiting[];
}

export interface WaitingRoomOptions {
  readonly now: () => number;
  /** After so long they are sent away. */
  readonly patienceMs: number;
  readonly placesMax: number;
}

/** So many are answered before whatever else happened gets its turn: new parts must not wait for thousands of sockets. */
const BATCH = 128;
const SWEEP_EVERY_MS = 250;
const stillWaiting: Delivery = { is: 'wait' };

/** Those who wait for the next part of one stream. Whoever waits for the same is given the same answer. */
export class WaitingRoom {
  readonly #options: WaitingRoomOptions;
  readonly #groups = new Map<string, Group>();
  #count = 0;
  #sweeping: NodeJS.Timeout | undefined;
  /** Answered, and not told yet. */
  readonly #leaving: { answer: Answer; waiting: readonly Waiting[] }[] = [];
  #telling: NodeJS.Immediate | undefined;

  constructor(options: WaitingRoomOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#count;
  }

  /** Answers at once where there is nothing to wait for. `make` is asked where nobody waits for the same yet. */
  take(asker: Asker, key: string, make: () => Wanted): void {
    let group = this.#groups.get(key);
    if (!group) {
      const wanted = make();
      const delivery = wanted.look();
      if (delivery.is !== 'wait') {
        asker.answer(answerOf(wanted, delivery));
        return;
      }
      group = { wanted, waiting: [] };
    }
    if (this.#count >= this.#options.placesMax) this.#sweep();
    if (this.#count >= this.#options.placesMax) {
      asker.answer({ status: 503, text: 'Too many wait for this class already: try again in a moment.' });
      return;
    }
    this.#groups.set(key, group);
    const untilMs = this.#options.now() + this.#options.patienceMs;
    group.waiting.push({ asker, untilMs });
    this.#count += 1;
    this.#sweeping ??= setInterval(() => this.#sweep(), SWEEP_EVERY_MS).unref();
  }

  /** Something changed: whoever can be answered is. */
  wake(): void {
    for (const isMedia of [true, false]) {
      for (const [key, { wanted, waiting }] of this.#groups) {
        const delivery = wanted.isMedia === isMedia ? wanted.look() : stillWaiting;
        if (delivery.is === 'wait') continue;
        this.#groups.delete(key);
        this.#count -= waiting.length;
        this.#leaving.push({ answer: answerOf(wanted, delivery), waiting });
      }
    }
    this.#restIfEmpty();
    if (this.#leaving.length > 0 && !this.#telling) this.#tell();
  }

  close(): void {
    clearInterval(this.#sweeping);
    this.#sweeping = undefined;
    clearImmediate(this.#telling);
    for (const { waiting } of this.#groups.values()) {
      for (const { asker } of waiting) asker.answer({ status: 503, text: 'The server goes: ask again.' });
    }
    this.#groups.clear();
    this.#count = 0;
  }

  #tell(): void {
    this.#telling = undefined;
    for (let left = BATCH; left > 0;) {
      const group = this.#leaving.shift();
      if (!group) return;
      for (const { asker } of group.waiting.slice(0, left)) asker.answer(group.answer);
      if (group.waiting.length > left) {
        this.#leaving.unshift({ ...group, waiting: group.waiting.slice(left) });
      }
      left -= group.waiting.length;
    }
    if (this.#leaving.length > 0) this.#telling = setImmediate(() => this.#tell());
  }

  /** Sends away who has waited too long, and forgets who has gone. */
  #sweep(): void {
    const nowMs = this.#options.now();
    for (const [key, group] of this.#groups) {
      const late = group.waiting.filter(({ untilMs }) => untilMs <= nowMs);
      for (const { asker } of late) asker.answer({ status: 503, text: 'It did not come in time.' });
      const stay = group.waiting.filter(({ untilMs, asker }) => untilMs > nowMs && !asker.isGone);
      this.#count -= group.waiting.length - stay.length;
      group.waiting = stay;
      if (stay.length === 0) this.#groups.delete(key);
    }
    this.#restIfEmpty();
  }

  #restIfEmpty(): void {
    if (this.#groups.size > 0) return;
    clearInterval(this.#sweeping);
    this.#sweeping = undefined;
  }
}

function answerOf(wanted: Wanted, delivery: Exclude<Delivery, { is: 'wait' }>): Answer {
  if (delivery.is === 'ready') return wanted.answer();
  const { status, text } = delivery;
  return status === 404 ? { status, text, cache: caching.notThere } : { status, text };
}
