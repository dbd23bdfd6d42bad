import type { ServerAnswer } from '@rostrum/ui';
import { problemOf } from './problem.ts';

/** One page of what was found. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export type ListState<T> =
  { is: 'loading' } | { is: 'shown'; page: Page<T> } | { is: 'failed'; text: string };

/** What was typed, and which page of what is found. */
export interface Query {
  readonly find: string;
  readonly page: number;
}

export type ReadPage<T> = (query: Query) => Promise<ServerAnswer<Page<T>>>;

/** Whoever types is asked for their next letter before the server is. */
const SEARCH_AFTER_MS = 200;

/** A list that is searched and looked through page by page; of two questions under way the newer one counts. */
export class PagedList<T> {
  readonly #read: ReadPage<T>;
  readonly #wait: (act: () => void, ms: number) => () => void;
  #state: ListState<T> = $state.raw({ is: 'loading' });
  #find = $state('');
  #page = $state(0);
  #asked = 0;
  #stopWaiting: () => void = () => undefined;

  constructor(read: ReadPage<T>, wait = waitFor) {
    this.#read = read;
    this.#wait = wait;
  }

  get state(): ListState<T> {
    return this.#state;
  }

  get find(): string {
    return this.#find;
  }

  get page(): number {
    return this.#page;
  }

  search(find: string): void {
    this.#find = find;
    this.#page = 0;
    this.#stopWaiting();
    this.#stopWaiting = this.#wait(() => void this.again(), SEARCH_AFTER_MS);
  }

  go(page: number): Promise<void> {
    this.#page = page;
    return this.again();
  }

  /** What is shown stays until the answer is there. */
  async again(): Promise<void> {
    this.#stopWaiting();
    const asked = (this.#asked += 1);
    if (this.#state.is === 'failed') this.#state = { is: 'loading' };
    const answer = await this.#read({ find: this.#find, page: this.#page });
    if (asked !== this.#asked) return;
    this.#state =
      answer.is === 'value'
        ? { is: 'shown', page: answer.value }
        : { is: 'failed', text: problemOf(answer) ?? '' };
  }

  close(): void {
    this.#stopWaiting();
    this.#asked += 1;
  }
}

function waitFor(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
