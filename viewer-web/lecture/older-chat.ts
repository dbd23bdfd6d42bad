import { RefusedError } from '@rostrum/protocol/client';
import { type OlderChat, olderChatSchema } from '@rostrum/protocol/http';
import type { ClassId, MessageId } from '@rostrum/protocol/room';
import { askServer } from '@rostrum/ui';

const GIVE_UP_AFTER_MS = 10_000;

/** What was written in the class before a message. Rejects with RefusedError, or where it can’t be had now. */
export async function olderChat(
  classId: ClassId,
  before: MessageId,
  /** A token that is good now: the one that the page came with may have run out since. */
  askToken: () => Promise<string>,
): Promise<OlderChat> {
  const answer = await askServer(olderChatSchema, `/api/classes/${classId}/chat?before=${before}`, {
    headers: { authorization: `Bearer ${await askToken()}` },
    cache: 'no-store',
    signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
  });
  switch (answer.is) {
    case 'value':
      return answer.value;
    case 'refused':
      throw new RefusedError(answer.refusal);
    case 'unreachable':
      throw answer.cause;
  }
}
