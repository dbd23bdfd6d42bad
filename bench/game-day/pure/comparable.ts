import type { RoomState } from '@rostrum/protocol/room';

/**
 * What everybody in a class sees alike, as text: of a page's state without its number and without what is its person's
 * own. Two pages that have heard the same tell the same.
 */
export function comparable(room: RoomState): string {
  const { seq: _seq, people: _people, hands: _hands, ...shared } = room;
  return inOrder({
    ...shared,
    chat: {
      ...room.chat,
      messages: room.chat.messages.map(({ reactions: _reactions, ...message }) => message),
    },
    questions: Object.values(room.questions).map(({ questionId, status }) => ({ questionId, status })),
    polls: Object.fromEntries(
      Object.entries(room.polls).map(([id, { attempts: _attempts, tally: _tally, ...poll }]) => [id, poll]),
    ),
    stage: { ...room.stage, called: [] },
  });
}

/** JSON in which the order of names says nothing. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
