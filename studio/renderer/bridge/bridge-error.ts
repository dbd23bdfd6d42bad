import type { BridgeProblem } from '../../preload/contract.ts';

/** `away`: the shell doesn't answer at all. `refused`: it does, and says no, in words for the instructor. */
export class BridgeError extends Error {
  readonly reason: 'away' | 'refused';
  /** What kind of no it is, where the shell said one. */
  readonly code: BridgeProblem['code'] | undefined;

  constructor(
    reason: 'away' | 'refused',
    text: string,
    options?: ErrorOptions & { code?: BridgeProblem['code'] },
  ) {
    super(text, options);
    this.name = 'BridgeError';
    this.reason = reason;
    this.code = options?.code;
  }

  static refused(problem: BridgeProblem): BridgeError {
    return new BridgeError('refused', problem.text, { code: problem.code });
  }

  /** Page and shell are of different versions: asking again would bring the same. */
  static unreadable(cause: unknown): BridgeError {
    return new BridgeError('refused', 'the shell’s answer can’t be read', { code: 'malformed', cause });
  }
}
