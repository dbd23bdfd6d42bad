import type { Bridge } from '../bridge/bridge.ts';
import { type Problem, answered } from '../sign-in/problem.ts';

/** The link for a captioner, as reactive values: told once, when it is made. */
export class CaptionerLinkView {
  made: { link: string; until: number } | undefined = $state.raw();
  /** Why it was not made. */
  problem: Problem | undefined = $state.raw();
  isBusy = $state(false);

  readonly #ask: Bridge['ask'];

  constructor(ask: Bridge['ask']) {
    this.#ask = ask;
  }

  /** The one before ends by it. */
  async make(): Promise<void> {
    this.isBusy = true;
    this.problem = undefined;
    const answer = await answered(this.#ask('captioner.makeLink', {}));
    this.isBusy = false;
    if (answer.is === 'made') this.made = { link: answer.link, until: answer.until };
    else this.problem = answer;
  }

  /** Nobody looks any more: a link that was told is told no longer. */
  forget(): void {
    this.made = undefined;
    this.problem = undefined;
  }
}
