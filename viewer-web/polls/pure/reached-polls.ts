import type { Poll, PollsState } from '@rostrum/protocol/room';

/**
 * What there is of polls at the moment that this student's picture has reached, the newest first; without a picture,
 * all of them. Whoever sees the question before it is asked would answer something else.
 */
export function reachedPolls(polls: PollsState, momentMs: number | undefined): readonly Poll[] {
  const openedAt = ({ status }: Poll) => (status.is === 'draft' ? Infinity : status.openedAt);
  return Object.values(polls)
    .filter((poll) => poll.status.is !== 'draft' && openedAt(poll) <= (momentMs ?? Number.MAX_VALUE))
    .sort((a, b) => openedAt(b) - openedAt(a));
}

/** Those that wait for this person's answer. */
export function unanswered(polls: readonly Poll[], personId: string): readonly Poll[] {
  return polls.filter(
    ({ status, attempts }) => status.is === 'open' && attempts[personId]?.answer === undefined,
  );
}
