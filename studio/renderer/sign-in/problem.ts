import type { Refusal } from '@rostrum/protocol/room';
import { BridgeError } from '../bridge/bridge-error.ts';

/** Why something was not done: the server says no, or is away; or the studio's own program does or is. */
export type Problem =
  { is: 'refused'; refusal: Refusal } | { is: 'away' } | { is: 'shell'; error: BridgeError };

/** The shell's answer, with its own trouble as one more. */
export async function answered<T>(asked: Promise<T>): Promise<T | { is: 'shell'; error: BridgeError }> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return { is: 'shell', error };
  }
}

/** Only signing in anew helps. */
export function isSignedOut(problem: Problem): boolean {
  if (problem.is !== 'refused') return false;
  const { code } = problem.refusal;
  return code === 'bad-token' || code === 'expired-token' || code === 'revoked';
}
