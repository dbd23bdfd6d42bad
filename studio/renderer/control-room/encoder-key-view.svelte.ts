import type { Bridge } from '../bridge/bridge.ts';
import { type Problem, answered } from '../sign-in/problem.ts';

/** One's own key for an encoder in this class, as far as it is known here. */
export type EncoderKeyStage =
  | { is: 'unasked' }
  | { is: 'loading' }
  | { is: 'failed'; problem: Problem }
  | { is: 'without'; address: string }
  | { is: 'with'; address: string; keyUntil: number }
  /** The only time that it is told. */
  | { is: 'made'; address: string; key: string; keyUntil: number };

/** The key that an encoder such as OBS sends by, as reactive values: made, made anew, taken back. */
export class EncoderKeyView {
  stage: EncoderKeyStage = $state.raw({ is: 'unasked' });
  /** Why the last thing that was asked for was not done. */
  problem: Problem | undefined = $state.raw();
  isTakenBack = $state(false);
  isBusy = $state(false);

  readonly #ask: Bridge['ask'];

  constructor(ask: Bridge['ask']) {
    this.#ask = ask;
  }

  async look(): Promise<void> {
    this.#begin();
    this.stage = { is: 'loading' };
    const answer = await answered(this.#ask('encoder.look', {}));
    this.isBusy = false;
    // Whoever closed it meanwhile looks anew the next time.
    if (this.stage.is !== 'loading') return;
    if (answer.is !== 'setup') this.stage = { is: 'failed', problem: answer };
    else if (answer.keyUntil === undefined) this.stage = { is: 'without', address: answer.address };
    else this.stage = { is: 'with', address: answer.address, keyUntil: answer.keyUntil };
  }

  /** The one before ends by it. */
  async make(): Promise<void> {
    this.#begin();
    const answer = await answered(this.#ask('encoder.makeKey', {}));
    this.isBusy = false;
    if (answer.is === 'made') this.stage = answer;
    else this.problem = answer;
  }

  async takeBack(): Promise<void> {
    this.#begin();
    const answer = await answered(this.#ask('encoder.takeKeyBack', {}));
    this.isBusy = false;
    if (answer.is !== 'done') {
      this.problem = answer;
      return;
    }
    this.isTakenBack = true;
    if ('address' in this.stage) this.stage = { is: 'without', address: this.stage.address };
  }

  /** Nobody looks any more: a key that was told is told no longer. */
  forget(): void {
    this.stage = { is: 'unasked' };
    this.problem = undefined;
    this.isTakenBack = false;
  }

  #begin(): void {
    this.isBusy = true;
    this.problem = undefined;
    this.isTakenBack = false;
  }
}
