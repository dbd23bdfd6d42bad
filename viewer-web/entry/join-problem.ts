import type { Refusal } from '@rostrum/protocol/room';
import { texts } from './texts.ts';

/** Why somebody is asked for a name, though they had come with more. Words are read late: the language may change. */
export interface Notice {
  words: () => string;
  /** The class that their link is good for. */
  elsewhere?: string;
}

/** What a form shows when coming in didn't work. */
export interface JoinProblem {
  field: 'name' | 'code' | 'login' | 'password' | 'form';
  words: () => string;
  /** After so long the same may go well. */
  waitMs?: number;
}

export const unreachable: JoinProblem = {
  field: 'form',
  words: () => `${texts.unreachable}.`,
};

/** In the page's language, where its words for it can be loaded: most visits are never refused anything. */
export async function wordsOf(refusal: Refusal): Promise<() => string> {
  const said = await import('@rostrum/ui/refusal-words').catch(() => undefined);
  return () => said?.refusalWords(refusal) ?? refusal.text;
}

export async function refusedAt(field: JoinProblem['field'], refusal: Refusal): Promise<JoinProblem> {
  const { retryAfterMs } = refusal;
  const words = await wordsOf(refusal);
  return retryAfterMs === undefined ? { field, words } : { field, words, waitMs: retryAfterMs };
}
