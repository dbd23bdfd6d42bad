import type { ClassChange, ClassList, NewClass, TaughtClass } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import type { Bridge } from '../bridge/bridge.ts';
import { type Problem, answered } from './problem.ts';
import { Progress } from './progress.svelte.ts';

export type ChoiceStage =
  | { is: 'loading' }
  | { is: 'there'; list: ClassList; lastId: ClassId | undefined }
  | { is: 'failed'; problem: Problem };

/** Whoever types is asked for their next letter before the server is. */
const SEARCH_AFTER_MS = 200;

/** The classes that somebody may teach, as reactive values, and what is done with them. */
export class ClassChoice {
  stage: ChoiceStage = $state.raw({ is: 'loading' });
  find = $state('');
  /** What the list that is shown was asked with. */
  found = $state('');
  readonly looking = new Progress();

  readonly #ask: Bridge['ask'];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(ask: Bridge['ask']) {
    this.#ask = ask;
  }

  /** Stays as it is while a newer one is asked for; of two that are, the later counts. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    const { find } = this;
    if (this.stage.is === 'failed') this.stage = { is: 'loading' };
    const answer = await this.looking.during(() => answered(this.#ask('classes.list', { find })));
    if (asked !== this.#asked) return;
    if (answer.is === 'list') {
      this.found = find;
      this.stage = { is: 'there', list: answer.list, lastId: answer.lastId };
    } else {
      this.stage = { is: 'failed', problem: answer };
    }
  }

  search(find: string): void {
    this.find = find;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), SEARCH_AFTER_MS);
  }

  /** Undefined when it is open: the page is loaded anew then. */
  async open(classId: ClassId): Promise<Problem | undefined> {
    const answer = await answered(this.#ask('classes.open', { classId }));
    return answer.is === 'done' ? undefined : answer;
  }

  async make(newClass: NewClass): Promise<{ is: 'made'; made: TaughtClass } | Problem> {
    const answer = await answered(this.#ask('classes.make', newClass));
    if (answer.is === 'made') await this.#showAll();
    return answer;
  }

  async change(classId: ClassId, change: ClassChange): Promise<Problem | undefined> {
    const answer = await answered(this.#ask('classes.change', { classId, change }));
    if (answer.is !== 'done') return answer;
    await this.refresh();
    return undefined;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  /** What was made is in sight then. */
  #showAll(): Promise<void> {
    this.find = '';
    return this.refresh();
  }
}
