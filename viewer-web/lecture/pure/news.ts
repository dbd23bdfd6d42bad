import type { ChatMessage, PersonId, QuestionsState } from '@rostrum/protocol/room';

/** What stands beside the picture, in the order of its tabs. */
export const PANELS = ['chat', 'questions', 'polls', 'files', 'slides'] as const;
export type Panel = (typeof PANELS)[number];

/** When each message came that somebody may want to read: not their own, and none that was taken back. */
export function newsOfChat(messages: readonly ChatMessage[], personId: PersonId): readonly number[] {
  return messages.flatMap((message) =>
    message.personId === personId || message.deleted === true ? [] : message.at,
  );
}

/** When each question of the others came, and each answer to one’s own. */
export function newsOfQuestions(questions: QuestionsState, personId: PersonId): readonly number[] {
  return Object.values(questions).flatMap(({ personId: asker, at, status }) => {
    if (status.is === 'dismissed') return [];
    if (asker !== personId) return at;
    return status.is === 'answered' ? status.at : [];
  });
}

export function countSince(news: readonly number[], seenAt: number): number {
  return news.filter((at) => at > seenAt).length;
}

/** A mark has no room for more. */
export function markText(count: number): string {
  return count > 99 ? '99+' : String(count);
}
