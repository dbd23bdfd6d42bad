import type { ChatMessage } from '@rostrum/protocol/room';
import { countAfter } from './group-messages.ts';

/** A screen reader that is told each line of a busy chat can’t be heard over any more, and nor can the lecture. */
export const SAY_EVERY_MS = 5_000;

export type Said =
  | { is: 'nothing' }
  | { is: 'later'; inMs: number }
  /** Worth reading out, by itself. */
  | { is: 'one'; message: ChatMessage }
  | { is: 'many'; count: number };

/** What is to be read out now of what came since `heardId`: at most one word every few seconds, with a number where many came. */
export function whatIsSaid(
  messages: readonly ChatMessage[],
  { heardId, saidAt, you }: { heardId: string | undefined; saidAt: number; you: string },
  now: number,
): Said {
  const count = countAfter(messages, heardId);
  const fresh = (count === 0 ? [] : messages.slice(-count)).filter(
    ({ personId, deleted }) => personId !== you && !deleted,
  );
  const [message] = fresh;
  if (!message) return { is: 'nothing' };
  const inMs = saidAt + SAY_EVERY_MS - now;
  if (inMs > 0) return { is: 'later', inMs };
  return fresh.length === 1 ? { is: 'one', message } : { is: 'many', count: fresh.length };
}
