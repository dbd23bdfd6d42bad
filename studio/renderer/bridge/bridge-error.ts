import type { BridgeProblem } from '../../preload/contract.ts';

/** `away`: the shell doesn't answer at all. `refused`: it does, and says no, in words for the instructor. */
export class BridgeError extends Error {
  readonly reason: 'away' | 'refused';

  constructor(reason: 'away' | 'refused', text: string, options?: ErrorOptions) {
    super(text, options);
    this.name = 'BridgeError';
    this.reason = reason;
  }

  static refused(problem: BridgeProblem): BridgeError {
    return new BridgeError('refused', problem.text);
  }
}
