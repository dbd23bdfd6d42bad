import { describe, expect, it } from 'vitest';
import type { Event, PollAnswer, PollDraft } from '../index.ts';
import { after, id } from '../test-log.ts';

const form = { kind: 'single' as const, options: ['yes', 'no'], correct: 1 };
const draft: PollDraft = { question: 'Is it?', form, anonymous: false };
const personId = id('prof');
const pollId = id('p1');
const drafted = (question = draft.question): Event => ({
  ...{ type: 'poll.drafted', pollId, draft: { ...draft, question }, personId },
});
const opened: Event = { type: 'poll.opened', pollId, draft, personId };
const closed: Event = { type: 'poll.closed', pollId, because: 'closed' };
const option = (n: number): PollAnswer => ({ kind: 'single', option: n });
const answered = (who: string | undefined, answer: PollAnswer, replaces?: PollAnswer): Event => ({
  ...{ type: 'poll.answered', pollId, anonymous: false, answer, ...(replaces ? { replaces } : {}) },
  ...(who === undefined ? {} : { personId: id(who), attemptId: id(`attempt-${who}`) }),
});

describe('a poll', () => {
  it('is a draft that can be changed, and be gone', () => {
    expect(after(drafted('Was it?'), drafted()).polls).toEqual({
      p1: {
        ...{ pollId: 'p1', draft, status: { is: 'draft' }, attempts: {} },
        tally: { people: 0, counts: [0, 0], texts: [] },
      },
    });
    expect(after(drafted(), { type: 'poll.discarded', pollId, personId }).polls).toEqual({});
  });

  it('opens, with the time of its end where it has one, and closes', () => {
    expect(after(drafted(), opened).polls['p1']?.status).toEqual({ is: 'open', openedAt: 20 });
    expect(after(drafted(), { ...opened, closesAt: 900 }).polls['p1']?.status).toEqual({
      ...{ is: 'open', openedAt: 20, closesAt: 900 },
    });
    expect(after(drafted(), opened, closed).polls['p1']?.status).toEqual({
      ...{ is: 'closed', openedAt: 20, closedAt: 30 },
    });
  });

  it('is there for whoever never saw its draft', () => {
    expect(after(opened).polls['p1']).toMatchObject({ draft, status: { is: 'open', openedAt: 10 } });
  });

  it('that is not there is not made by what is said of it', () => {
    const tally = { people: 0, counts: [], texts: [] };
    const published: Event = { type: 'poll.published', pollId, personId, tally };
    expect(
      after(closed, published, answered('ada', option(0)), { type: 'poll.hidden', pollId, personId }).polls,
    ).toEqual({});
  });

  it('knows who began, and what the last answer of each is', () => {
    const begun: Event = { type: 'poll.begun', pollId, attemptId: id('attempt-ada'), personId: id('ada') };
    expect(after(opened, begun).polls['p1']).toMatchObject({
      ...{ attempts: { ada: { attemptId: 'attempt-ada' } }, tally: { people: 0 } },
    });
    const { attempts, tally } = after(
      opened,
      begun,
      answered('ada', option(0)),
      answered('bob', option(0)),
      answered('ada', option(1), option(0)),
    ).polls['p1']!;
    expect(attempts).toEqual({
      ada: { attemptId: 'attempt-ada', answer: option(1) },
      bob: { attemptId: 'attempt-bob', answer: option(0) },
    });
    expect(tally).toEqual({ people: 2, counts: [1, 1], texts: [] });
  });

  it('counts also those whose names it is not told', () => {
    const { attempts, tally } = after(
      opened,
      answered(undefined, option(0)),
      answered(undefined, option(1)),
      answered(undefined, option(1), option(0)),
    ).polls['p1']!;
    expect(attempts).toEqual({});
    expect(tally).toEqual({ people: 2, counts: [0, 2], texts: [] });
  });

  it('shows results from their publishing to their hiding', () => {
    const tally = { people: 3, counts: [1, 2], texts: [] };
    const published: Event = { type: 'poll.published', pollId, personId, tally, correct: [1] };
    expect(after(opened, closed, published).polls['p1']?.published).toEqual({ tally, correct: [1] });
    const hidden: Event = { type: 'poll.hidden', pollId, personId };
    expect(after(opened, closed, published, hidden).polls['p1']).not.toHaveProperty('published');
  });

  it('ROOM-23: of a quiz gives marks to whoever answered, from when it is published what is correct', () => {
    const quiz: Event = { ...opened, draft: { ...draft, marks: 3 } };
    const tally = { people: 2, counts: [1, 1], texts: [] };
    const published: Event = { type: 'poll.published', pollId, personId, tally, correct: [1] };
    const hidden: Event = { type: 'poll.hidden', pollId, personId };
    const begun: Event = { type: 'poll.begun', pollId, attemptId: id('attempt-eve'), personId: id('eve') };
    const before = [quiz, answered('ada', option(1)), answered('bob', option(0)), begun, closed];
    const marks = (...events: Event[]) =>
      Object.values(after(...events).polls['p1']!.attempts).map((attempt) => attempt.marks);
    expect(marks(...before)).toEqual([undefined, undefined, undefined]);
    expect(marks(...before, published)).toEqual([3, 0, undefined]);
    expect(marks(...before, published, hidden)).toEqual([undefined, undefined, undefined]);
    expect(marks(opened, answered('ada', option(1)), closed, published)).toEqual([undefined]);
  });

  it('moves behind the others when it opens, for a page that knows no drafts has them in that order', () => {
    const of = (event: Event, other: string) => ({ ...event, pollId: id(other) }) as Event;
    const { polls } = after(drafted(), of(drafted(), 'p2'), of(opened, 'p2'), of(drafted(), 'p3'), opened);
    expect(Object.keys(polls)).toEqual(['p2', 'p3', 'p1']);
  });
});
