import { texts } from '../texts.ts';
import { BridgeError } from './bridge-error.ts';

/** What an error of the bridge is to the instructor. What the shell says no with is in its own words. */
export function bridgeErrorWords(error: BridgeError): string {
  if (error.reason === 'away') return texts.shellAway.text;
  return error.code === 'malformed' ? texts.shellAway.unreadable : error.message;
}

/** Why something that was to be kept was not. */
export function whyNotSaved(error: unknown): string {
  return error instanceof BridgeError ? bridgeErrorWords(error) : String(error);
}
