import { Child, type ChildPlan } from './child.ts';

/**
 * Everything one command has started. Ends once, whoever asks first: a signal, the death of a child that nothing can
 * go on without, or the death of whoever started us.
 */
export class Children {
  readonly #children: Child[] = [];
  readonly #stopping = new AbortController();
  #closing: Promise<void> | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.#leave(0));
    // However our parent went, nobody could stop the children any more.
    process.on('disconnect', () => this.#leave(0));
  }

  /** Aborts when everything is about to be stopped. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** vital: when it ends by itself, everything ends. */
  start(plan: ChildPlan, weight: 'vital' | 'optional'): Child {
    const child = new Child(plan);
    this.#children.push(child);
    if (weight === 'vital') void child.ended.then((words) => this.fail(words));
    return child;
  }

  /** Says why in one sentence, stops everything, and exits 1. */
  fail(words: string): void {
    if (this.#closing === undefined) process.stderr.write(`${words}\n`);
    this.#leave(1);
  }

  /** From the last started to the first. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      this.#stopping.abort();
      for (const child of this.#children.toReversed()) await child.close();
    })();
    return this.#closing;
  }

  #leave(code: 0 | 1): void {
    if (this.#closing !== undefined) return;
    void this.close().then(() => process.exit(code));
  }
}
