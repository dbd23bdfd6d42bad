import type { Cost, Prices } from '@rostrum/protocol/http';
import type { ServerAnswer } from '@rostrum/ui';
import { texts } from './pure/texts.ts';

/**
 *   loading ──► shown ◄──► stale
 *      └──────► refused, unreachable ──again──► loading
 */
export type CostState =
  | { is: 'loading' }
  | { is: 'shown' | 'stale'; cost: Cost }
  | { is: 'refused'; text: string }
  | { is: 'unreachable' };

export type Saving = { is: 'not' } | { is: 'saving' } | { is: 'saved' } | { is: 'not-saved'; text: string };

export interface CostDesk {
  /** Of this month, or the present one. */
  read(month: string | undefined): Promise<ServerAnswer<Cost>>;
  write(prices: Prices): Promise<ServerAnswer<Prices>>;
}

/** What the page shows: one month at a time, and what became of new prices. */
export class CostPage {
  readonly #desk: CostDesk;
  /** Of two questions under way the newer one counts. */
  #asked = 0;
  #state: CostState = $state.raw({ is: 'loading' });
  #saving: Saving = $state.raw({ is: 'not' });
  #month: string | undefined = $state();
  #months: readonly string[] = $state.raw([]);

  constructor(desk: CostDesk) {
    this.#desk = desk;
    void this.again();
  }

  get state(): CostState {
    return this.#state;
  }

  get saving(): Saving {
    return this.#saving;
  }

  get month(): string | undefined {
    return this.#month ?? ('cost' in this.#state ? this.#state.cost.month : undefined);
  }

  /** Those that can be chosen, the newest first. */
  get months(): readonly string[] {
    return this.#months;
  }

  choose(month: string): Promise<void> {
    this.#month = month;
    return this.again();
  }

  async again(): Promise<void> {
    const asked = (this.#asked += 1);
    if (!('cost' in this.#state) || this.#state.cost.month !== this.month) this.#state = { is: 'loading' };
    const answer = await this.#desk.read(this.#month);
    if (asked !== this.#asked) return;
    if (answer.is === 'value') this.#months = answer.value.months;
    this.#state = this.#stateAfter(answer);
  }

  async save(prices: Prices): Promise<void> {
    this.#saving = { is: 'saving' };
    const answer = await this.#desk.write(prices);
    if (answer.is === 'value') {
      this.#saving = { is: 'saved' };
      await this.again();
      return;
    }
    this.#saving = {
      is: 'not-saved',
      text: answer.is === 'refused' ? answer.refusal.text : texts.prices.unreachable,
    };
  }

  #stateAfter(answer: ServerAnswer<Cost>): CostState {
    switch (answer.is) {
      case 'value':
        return { is: 'shown', cost: answer.value };
      case 'refused':
        return { is: 'refused', text: answer.refusal.text };
      case 'unreachable':
        return 'cost' in this.#state && this.#state.cost.month === this.month
          ? { is: 'stale', cost: this.#state.cost }
          : { is: 'unreachable' };
    }
  }
}
