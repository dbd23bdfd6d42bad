import type { ServerAnswer } from '@rostrum/ui';
import { problemOf } from './problem.ts';

export type WorkState =
  { is: 'resting' } | { is: 'busy' } | { is: 'done'; text: string } | { is: 'failed'; text: string };

/** Something that is asked of the server: one at a time, and what became of the last of it. */
export class Work {
  #state: WorkState = $state.raw({ is: 'resting' });

  get state(): WorkState {
    return this.#state;
  }

  get isBusy(): boolean {
    return this.#state.is === 'busy';
  }

  /** `said`: what is told when it was done. Undefined where it came to nothing, or something else is under way. */
  async do<T>(
    ask: () => Promise<ServerAnswer<T>>,
    said: string | ((value: T) => string) = '',
  ): Promise<T | undefined> {
    if (this.isBusy) return undefined;
    this.#state = { is: 'busy' };
    const answer = await ask();
    if (answer.is !== 'value') {
      this.#state = { is: 'failed', text: problemOf(answer) ?? '' };
      return undefined;
    }
    this.#state = { is: 'done', text: typeof said === 'string' ? said : said(answer.value) };
    return answer.value;
  }

  say(text: string): void {
    this.#state = { is: 'done', text };
  }

  fail(text: string): void {
    this.#state = { is: 'failed', text };
  }

  rest(): void {
    this.#state = { is: 'resting' };
  }
}
