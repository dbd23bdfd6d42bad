import {
  type CommandOf,
  type Event,
  POLLS_MAX,
  type Poll,
  type PollAnswer,
  type PollDraft,
  type PollId,
  type RoomState,
  correctOf,
  misfit,
} from '@rostrum/protocol/room';
import { cleanText } from '../clean-text.ts';
import { type Context, type Decision, events, no } from './context.ts';

export function draftPoll({ state, actor, newId }: Context, command: CommandOf<'poll.draft'>): Decision {
  const draft = cleanDraft(command.draft);
  const wrong = wrongWith(draft);
  if (wrong) return no('malformed', wrong);
  if (command.pollId !== undefined) {
    const poll = state.polls[command.pollId];
    if (!poll) return no('not-found', 'There is no such poll.');
    if (poll.status.is !== 'draft')
      return no('closed', 'This poll has been opened and can not be changed any more.');
    if (JSON.stringify(poll.draft) === JSON.stringify(draft)) return events();
  } else if (Object.keys(state.polls).length >= POLLS_MAX) {
    return no('too-many', `A class has at most ${POLLS_MAX} polls.`);
  }
  const pollId = command.pollId ?? (newId() as PollId);
  return events({ type: 'poll.drafted', pollId, draft, personId: actor.personId });
}

export function discardPoll({ state, actor }: Context, { pollId }: CommandOf<'poll.discard'>): Decision {
  const poll = state.polls[pollId];
  if (!poll) return events();
  if (poll.status.is !== 'draft') return no('closed', 'Only a draft can be discarded; answers are kept.');
  return events({ type: 'poll.discarded', pollId, personId: actor.personId });
}

export function openPoll({ state, actor, now }: Context, { pollId }: CommandOf<'poll.open'>): Decision {
  const poll = state.polls[pollId];
  if (!poll) return no('not-found', 'There is no such poll.');
  if (poll.status.is === 'open') return events();
  if (poll.status.is === 'closed') return no('closed', 'This poll has been closed and stays so.');
  const { draft } = poll;
  const closesAt = draft.timerMs === undefined ? {} : { closesAt: now + draft.timerMs };
  return events({ type: 'poll.opened', pollId, draft, ...closesAt, personId: actor.personId });
}

export function closePoll({ state }: Context, { pollId }: CommandOf<'poll.close'>): Decision {
  const poll = state.polls[pollId];
  if (!poll || poll.status.is === 'draft') return no('not-found', 'There is no such poll open.');
  if (poll.status.is === 'closed') return events();
  return events({ type: 'poll.closed', pollId, because: 'closed' });
}

export function publishPoll({ state, actor }: Context, { pollId }: CommandOf<'poll.publish'>): Decision {
  const poll = state.polls[pollId];
  if (!poll) return no('not-found', 'There is no such poll.');
  if (poll.status.is !== 'closed') return no('not-yet', 'Close the poll before you publish its results.');
  if (poll.published) return events();
  const correct = correctOf(poll.draft.form);
  return events({
    type: 'poll.published',
    pollId,
    personId: actor.personId,
    tally: poll.tally,
    ...(correct ? { correct } : {}),
  });
}

export function hidePoll({ state, actor }: Context, { pollId }: CommandOf<'poll.hide'>): Decision {
  const poll = state.polls[pollId];
  if (!poll) return no('not-found', 'There is no such poll.');
  return poll.published ? events({ type: 'poll.hidden', pollId, personId: actor.personId }) : events();
}

export function beginAnswer(
  { state, actor, arrivedAt }: Context,
  command: CommandOf<'poll.begin'>,
): Decision {
  const poll = answerable(state, command.pollId, arrivedAt);
  if ('ok' in poll) return poll;
  // The first attempt stays theirs: a second tab that begins too goes on with it.
  if (poll.attempts[actor.personId]) return events();
  const { pollId, attemptId } = command;
  return events({ type: 'poll.begun', pollId, attemptId, personId: actor.personId });
}

export function answerPoll(
  { state, actor, arrivedAt }: Context,
  command: CommandOf<'poll.answer'>,
): Decision {
  const { pollId, attemptId } = command;
  const known = state.polls[pollId]?.attempts[actor.personId];
  // An answer that is there already was counted, and says so again: whoever lost our word must not read 'closed'.
  if (known?.attemptId === attemptId && known.answer && isSame(known.answer, command.answer)) return events();
  const poll = answerable(state, pollId, arrivedAt);
  if ('ok' in poll) return poll;
  const answer = cleanAnswer(command.answer);
  const wrong = misfit(poll.draft.form, answer);
  if (wrong) return no('malformed', wrong);
  if (isEmpty(answer)) return no('empty', 'There is nothing in this answer.');
  if (known?.answer && isSame(known.answer, answer)) return events();
  return events({
    type: 'poll.answered',
    pollId,
    anonymous: poll.draft.anonymous,
    personId: actor.personId,
    attemptId,
    answer,
    ...(known?.answer ? { replaces: known.answer } : {}),
  });
}

/** What the clock does: every poll whose time is over is closed. */
export function closeDuePolls(state: RoomState, now: number): Event[] {
  const due = Object.values(state.polls).filter(
    ({ status }) => status.is === 'open' && status.closesAt !== undefined && status.closesAt <= now,
  );
  return due.map(({ pollId }) => ({ type: 'poll.closed', pollId, because: 'timer' }));
}

function answerable(state: RoomState, pollId: PollId, arrivedAt: number): Poll | Decision {
  const poll = state.polls[pollId];
  if (!poll || poll.status.is === 'draft') return no('not-found', 'There is no such poll.');
  const over =
    poll.status.is === 'closed' || (poll.status.closesAt !== undefined && poll.status.closesAt <= arrivedAt);
  return over ? no('closed', 'This poll was closed before your answer arrived; it was not counted.') : poll;
}

function cleanDraft(draft: PollDraft): PollDraft {
  const { form } = draft;
  const question = cleanText(draft.question);
  if (form.kind !== 'single' && form.kind !== 'multiple') return { ...draft, question };
  return { ...draft, question, form: { ...form, options: form.options.map(cleanText) } };
}

function wrongWith({ question, form, marks }: PollDraft): string | undefined {
  if (question === '') return 'A poll needs a question.';
  if (form.kind === 'single' || form.kind === 'multiple') {
    if (form.options.some((option) => option === '')) return 'An option can not be empty.';
    if (new Set(form.options).size < form.options.length) return 'Two options are the same.';
    const correct = correctOf(form) ?? [];
    if (correct.some((option) => option >= form.options.length))
      return 'The correct answer is not among the options.';
  }
  if (marks !== undefined && correctOf(form) === undefined) return 'Marks need a correct answer.';
  return undefined;
}

function cleanAnswer(answer: PollAnswer): PollAnswer {
  if (answer.kind === 'text') return { kind: 'text', text: cleanText(answer.text) };
  if (answer.kind === 'multiple')
    return { kind: 'multiple', options: [...answer.options].sort((a, b) => a - b) };
  return answer;
}

function isEmpty(answer: PollAnswer): boolean {
  return answer.kind === 'text' && answer.text === '';
}

function isSame(a: PollAnswer, b: PollAnswer): boolean {
  return JSON.stringify(cleanAnswer(a)) === JSON.stringify(cleanAnswer(b));
}
