import { type RecentReaction, stillRecent, withSent } from './pure/recent.ts';

/** What came of reactions within the last while, as reactive values. */
export class RecentReactions {
  readonly #lastMs: number;
  #recent: readonly RecentReaction[] = $state.raw([]);
  /** As the class told them last; what was sent before anybody looked is not news. */
  #totals: Readonly<Record<string, number>> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lastMs: number) {
    this.#lastMs = lastMs;
  }

  get now(): readonly RecentReaction[] {
    return this.#recent;
  }

  /** All reactions of the class so far. */
  follow(totals: Readonly<Record<string, number>>): void {
    const before = this.#totals;
    this.#totals = totals;
    if (!before || before === totals) return;
    this.#recent = withSent(this.#recent, { before, totals }, performance.now());
    this.#look();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    clearTimeout(this.#timer);
    const { recent, nextInMs } = stillRecent(this.#recent, performance.now(), this.#lastMs);
    this.#recent = recent;
    if (nextInMs !== undefined) this.#timer = setTimeout(() => this.#look(), nextInMs);
  }
}
