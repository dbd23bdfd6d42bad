import type { ChatMessage } from '@rostrum/protocol/room';

/** Messages by one person in a row, under one name. */
export interface MessageGroup {
  /** The first message's id: stable while the group grows. */
  key: string;
  first: ChatMessage;
  messages: readonly ChatMessage[];
}

const GROUP_WITHIN_MS = 3 * 60_000;

export function groupMessages(messages: readonly ChatMessage[]): readonly MessageGroup[] {
  const groups: { key: string; first: ChatMessage; messages: ChatMessage[] }[] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const joins =
      last?.first.personId === message.personId &&
      last.first.name === message.name &&
      message.at - last.first.at < GROUP_WITHIN_MS;
    if (joins) last.messages.push(message);
    else groups.push({ key: message.messageId, first: message, messages: [message] });
  }
  return groups;
}

/** How many came after the last one that was seen; all of them when that one is no longer kept. */
export function countAfter(messages: readonly ChatMessage[], seenId: string | undefined): number {
  return messages.length - 1 - messages.findLastIndex((message) => message.messageId === seenId);
}
