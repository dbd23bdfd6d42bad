import { expect, it } from 'vitest';
import { type Event, type PollDraft, listMarks } from '../index.ts';
import { after, id } from '../test-log.ts';

const by = id('prof');
const form = { kind: 'single' as const, options: ['yes', 'no'], correct: 1 };
const quiz = (pollId: string, marks: number, anonymous = false): Event[] => {
  const draft: PollDraft = { question: 'Is it?', form, anonymous, marks };
  const answered = (who: string, option: number): Event => ({
    ...{ type: 'poll.answered', pollId: id(pollId), anonymous, personId: id(who) },
    ...{ attemptId: id(`of-${who}`), answer: { kind: 'single', option } },
  });
  const tally = { people: 2, counts: [1, 1], texts: [] };
  return [
    { type: 'poll.opened', pollId: id(pollId), draft, personId: by },
    ...(pollId === 'q2' ? [answered('bob', 1)] : [answered('ada', 1), answered('bob', 0)]),
    { type: 'poll.closed', pollId: id(pollId), because: 'closed' },
    { type: 'poll.published', pollId: id(pollId), personId: by, tally, correct: [1] },
  ];
};

it('ROOM-23: staff see everybody’s marks in named quizzes, the most first, and in anonymous ones nobody’s', () => {
  const joined: Event = { type: 'person.joined', personId: id('ada'), name: 'Ada', role: 'student' };
  const room = after(joined, ...quiz('q1', 2), ...quiz('q2', 5), ...quiz('q3', 9, true));
  expect(listMarks(room)).toEqual([
    { personId: 'bob', name: undefined, marks: { q1: 0, q2: 5 }, total: 5 },
    { personId: 'ada', name: 'Ada', marks: { q1: 2 }, total: 2 },
  ]);
  expect(listMarks(after(...quiz('q1', 2).slice(0, -1)))).toEqual([]);
});
