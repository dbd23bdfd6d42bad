import type { Owned } from '../owned.ts';
import type { Poll, PollEvent, PollsState } from './schemas.ts';
import { count, emptyTally } from './tally.ts';

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
      const poll = polls[event.pollId] ?? newPoll(event.pollId, event.draft);
      const closesAt = event.closesAt === undefined ? {} : { closesAt: event.closesAt };
      return { ...polls, [event.pollId]: { ...poll, status: { is: 'open', openedAt: at, ...closesAt } } };
    }
    default: {
      const poll = polls[event.pollId];
      return poll ? { ...polls, [event.pollId]: changed(poll, event, at, owned) } : polls;
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
      return { ...poll, published: { tally: event.tally, ...correct } };
    }
    case 'poll.hidden': {
      const { published: _published, ...rest } = poll;
      return rest;
    }
  }
}

function newPoll(pollId: Poll['pollId'], draft: Poll['draft']): Poll {
  return { pollId, draft, status: { is: 'draft' }, tally: emptyTally(draft.form), attempts: {} };
}
