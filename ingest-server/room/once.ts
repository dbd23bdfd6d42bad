import { refuse } from '@rostrum/protocol/room';
import { DoneKeys } from './done-keys.ts';
import type { Outcome, Proposal } from './pure/decide-batch.ts';

const EVENTLESS_KEPT = 20_000;
const keyTaken = refuse('malformed', 'This page has used one key for two things. Reload it.');

type Marked = Pick<Proposal, 'mark'>;

/** What comes twice under one key is done once, and each time it gets the same answer. */
export class Once {
  readonly #logged: DoneKeys;
  /** Of commands after which all was as before: the log knows nothing of them. */
  readonly #eventless = new DoneKeys(EVENTLESS_KEPT);
  /** On their way into the log. */
  readonly #pending = new Map<string, Marked & { outcome: Promise<Outcome> }>();

  /** `logged` are the keys that the log is known to have. */
  constructor(logged: DoneKeys) {
    this.#logged = logged;
  }

  knows(key: string): boolean {
    return this.#done(key) !== undefined || this.#pending.has(key);
  }

  async run({ key, mark }: Proposal, enqueue: () => Promise<Outcome>): Promise<Outcome> {
    if (key === undefined) return enqueue();
    const done = this.#done(key);
    const pending = this.#pending.get(key);
    const first = done ?? pending;
    if (first?.mark !== undefined && mark !== undefined && first.mark !== mark)
      return { ok: false, refusal: keyTaken };
    if (done) return { ok: true, seq: done.seq };
    if (pending) return pending.outcome;
    const outcome = enqueue();
    this.#pending.set(key, { mark, outcome });
    try {
      return await outcome;
    } finally {
      this.#pending.delete(key);
    }
  }

  handleDone({ key, mark }: Proposal, seq: number): void {
    if (key === undefined) return;
    const keys = this.#logged.get(key) ? this.#logged : this.#eventless;
    keys.add(key, { seq, mark });
  }

  #done(key: string) {
    return this.#logged.get(key) ?? this.#eventless.get(key);
  }
}
