import type { ChatMessage, ChatState } from '@rostrum/protocol/room';

/**
 * The pinned message at the moment that somebody’s picture has reached, without a picture the newest. Until their picture
 * is there the one before stays; what is taken down or deleted goes at once.
 */
export function pinAt(
  before: ChatMessage | undefined,
  { pinned, pinnedAt, messages }: Pick<ChatState, 'pinned' | 'pinnedAt' | 'messages'>,
  momentMs: number | undefined,
): ChatMessage | undefined {
  if (!pinned) return undefined;
  if (momentMs === undefined || pinnedAt === undefined || pinnedAt <= momentMs) return pinned;
  if (before?.messageId === pinned.messageId) return pinned;
  const isGone = messages.some(({ messageId, deleted }) => messageId === before?.messageId && deleted);
  return isGone ? undefined : before;
}
