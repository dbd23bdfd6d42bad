import type { OlderChat } from '@rostrum/protocol/http';
import { CHAT_KEPT, type ChatMessage, type MessageId } from '@rostrum/protocol/room';

/** So many a page keeps: the class has only the newest at hand, and whoever was here may read back. */
const PAGE_KEEPS = 10_000;

/** What this page has seen of a chat, the oldest first. */
export interface KeptMessages {
  readonly messages: readonly ChatMessage[];
  /** Before the first there may have been others. */
  readonly isCut: boolean;
  /** Those before which some are missing: the connection was away for longer than the class keeps them. */
  readonly behindGaps: ReadonlySet<string>;
}

export const noMessages: KeptMessages = { messages: [], isCut: false, behindGaps: new Set() };

/** `now`: what the class has at hand. Only what is among it may still change. */
export function keepMessages(
  kept: KeptMessages,
  now: readonly ChatMessage[],
  most = PAGE_KEEPS,
): KeptMessages {
  const [first] = now;
  const last = kept.messages.at(-1);
  const at = kept.messages.findLastIndex(({ messageId }) => messageId === first?.messageId);
  const isBehind = at < 0 && first !== undefined && last !== undefined && first.at >= last.at;
  // Nothing was there, or another log: what that doesn’t have was never said in it.
  if (!first || (at < 0 && !isBehind))
    return { ...noMessages, messages: now, isCut: now.length >= CHAT_KEPT };
  const all = [...(isBehind ? kept.messages : kept.messages.slice(0, at)), ...now];
  const behindGaps = isBehind ? new Set([...kept.behindGaps, first.messageId]) : kept.behindGaps;
  return { messages: all.slice(-most), isCut: kept.isCut || all.length > most, behindGaps };
}

/** What was written before a message, as it was asked for. */
export interface OlderPage extends Pick<OlderChat, 'messages' | 'isFirst'> {
  readonly before: MessageId;
}

/** The same, and before it what was asked for; where another one is first by now, it is none of it. */
export function keepOlder(kept: KeptMessages, older: OlderPage | undefined): KeptMessages {
  if (!older || older.before !== kept.messages[0]?.messageId) return kept;
  return { ...kept, messages: [...older.messages, ...kept.messages], isCut: !older.isFirst };
}

/** Before what is kept there may be others, and room for them. */
export function mayAskOlder({ messages, isCut }: KeptMessages, most = PAGE_KEEPS): boolean {
  return isCut && messages.length + CHAT_KEPT <= most;
}

/** The first that came since somebody looked at the chat last; undefined where none did, or none but their own. */
export function freshFrom(
  messages: readonly ChatMessage[],
  seenAt: number,
  you: string | undefined,
): string | undefined {
  // From the end: most of a long chat was seen long ago.
  const seen = messages.findLastIndex(({ at }) => at <= seenAt);
  return messages.slice(seen + 1).find(({ personId, deleted }) => personId !== you && !deleted)?.messageId;
}
