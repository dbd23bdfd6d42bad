import type { Owned } from '../owned.ts';
import type { Poll, PollEvent, PollsState } from './schemas.ts';
import { count, emptyTally, marksFor } from './tally.ts';

export function foldPolls(polls: PollsState, event: PollEvent, at: number, owned: Owned): PollsState {
  switch (event.type) {
    case 'poll.drafted': {
      const { pollId, draft } = event;
      return { ...polls, [pollId]: newPoll(pollId, draft) };
    }
    case 'poll.discarded': {
      const { [event.pollId]: _gone, ...rest } = polls;
      return rest;
    }
    case 'poll.opened': {
      // To the end: a student’s page knows no drafts, and has polls in the order in which they were opened.
      const { [event.pollId]: poll = newPoll(event.pollId, event.draft), ...others } = polls;
      const closesAt = event.closesAt === undefined ? {} : { closesAt: event.closesAt };
      return { ...others, [event.pollId]: { ...poll, status: { is: 'open', openedAt: at, ...closesAt } } };
    }
    default: {
      const poll = polls[event.pollId];
      if (!poll) return polls;
      const next = owned(polls);
      next[event.pollId] = changed(poll, event, at, owned);
      return next;
    }
  }
}

type Change = Exclude<PollEvent, { type: 'poll.drafted' | 'poll.discarded' | 'poll.opened' }>;

function changed(poll: Poll, event: Change, at: number, owned: Owned): Poll {
  switch (event.type) {
    case 'poll.begun': {
      const attempts = owned(poll.attempts);
      attempts[event.personId] = { attemptId: event.attemptId };
      return { ...poll, attempts };
    }
    case 'poll.answered': {
      const { personId, attemptId, answer, replaces } = event;
      const tally = count(poll.tally, answer, replaces);
      if (personId === undefined || attemptId === undefined) return { ...poll, tally };
      const attempts = owned(poll.attempts);
      attempts[personId] = { attemptId, answer };
      return { ...poll, tally, attempts };
    }
    case 'poll.closed': {
      const openedAt = poll.status.is === 'open' ? poll.status.openedAt : at;
      return { ...poll, status: { is: 'closed', openedAt, closedAt: at } };
    }
    case 'poll.published': {
      const correct = event.correct ? { correct: event.correct } : {};
      const published = { tally: event.tally, ...correct };
      return { ...poll, published, attempts: withMarks(poll, event.correct) };
    }
    case 'poll.hidden': {
      const { published: _published, ...rest } = poll;
      return { ...rest, attempts: withMarks(poll, undefined) };
    }
  }
}

/** Marks are seen with what is correct, and go with it. */
function withMarks({ draft, attempts }: Poll, correct: readonly number[] | undefined): Poll['attempts'] {
  const marked = Object.entries(attempts).map(([personId, { marks: _before, ...attempt }]) => {
    const marks = attempt.answer && marksFor(draft.marks, correct, attempt.answer);
    return [personId, marks === undefined ? attempt : { ...attempt, marks }] as const;
  });
  return Object.fromEntries(marked);
}

function newPoll(pollId: Poll['pollId'], draft: Poll['draft']): Poll {
  return { pollId, draft, status: { is: 'draft' }, tally: emptyTally(draft.form), attempts: {} };
}
