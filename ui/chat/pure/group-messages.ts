import type { ChatMessage } from '@rostrum/protocol/room';

const GROUP_WITHIN_MS = 3 * 60_000;

/** Which messages begin a row of one person’s under their name. */
export function groupStarts(messages: readonly ChatMessage[]): readonly boolean[] {
  let first: ChatMessage | undefined;
  return messages.map((message) => {
    const joins =
      first?.personId === message.personId &&
      first.name === message.name &&
      message.at - first.at < GROUP_WITHIN_MS;
    if (!joins) first = message;
    return !joins;
  });
}

/** How many came after the last one that was seen; all of them when that one is no longer kept. */
export function countAfter(messages: readonly ChatMessage[], seenId: string | undefined): number {
  return messages.length - 1 - messages.findLastIndex((message) => message.messageId === seenId);
}
