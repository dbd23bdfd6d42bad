import { type PollDraft, type PollForm, type PollId, POLLS_MAX } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { TestClass, prof, tutor, yesOrNo } from '../../test-class.ts';

const draftOf = (form: PollForm, over: Partial<PollDraft> = {}): PollDraft => ({ ...yesOrNo, form, ...over });
const nowhere = 'nowhere' as PollId;

describe('a draft', () => {
  it('is kept cleaned', () => {
    const its = new TestClass();
    const form = { kind: 'multiple', options: [' a\u0000', 'b\u202e '], correct: [1] } as const;
    const draft = { question: ' Which?\n', form, anonymous: true, marks: 2 };
    expect(its.ask(prof, { type: 'poll.draft', draft: draft as unknown as PollDraft })).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'poll.drafted', pollId: 'id-1', personId: 'prof' },
          draft: { ...draft, question: 'Which?', form: { ...form, options: ['a', 'b'] } },
        },
      ],
    });
  });

  it.each<[string, PollDraft, string]>([
    ['no question', { ...yesOrNo, question: ' \u202e ' }, 'A poll needs a question.'],
    [
      'an empty option',
      draftOf({ kind: 'single', options: ['a', ' \u0000'] }),
      'An option can not be empty.',
    ],
    ['two options alike', draftOf({ kind: 'single', options: ['a', ' a '] }), 'Two options are the same.'],
    [
      'a correct answer that is no option',
      draftOf({ kind: 'single', options: ['a', 'b'], correct: 2 }),
      'The correct answer is not among the options.',
    ],
    [
      'one of several correct answers that is no option',
      draftOf({ kind: 'multiple', options: ['a', 'b'], correct: [0, 7] }),
      'The correct answer is not among the options.',
    ],
    [
      'marks without a correct answer',
      draftOf({ kind: 'rating', max: 5 }, { marks: 1 }),
      'Marks need a correct answer.',
    ],
  ])('with %s is refused in words', (_what, draft, words) => {
    const its = new TestClass();
    expect(its.does(prof, { type: 'poll.draft', draft })).toBe('malformed');
    expect(its.wordsTo(prof, { type: 'poll.draft', draft })).toBe(words);
  });

  it('can be changed until it is opened, and never after', () => {
    const its = new TestClass();
    const pollId = its.draftPoll();
    const change = { type: 'poll.draft', pollId, draft: { ...yesOrNo, question: 'Is it not?' } } as const;
    expect(its.does(tutor, change)).toEqual(['poll.drafted']);
    expect(its.does(tutor, change)).toEqual([]);
    expect(its.state.polls[pollId]?.draft.question).toBe('Is it not?');
    its.ask(prof, { type: 'poll.open', pollId });
    const again = { ...change, draft: yesOrNo };
    expect(its.does(tutor, again)).toBe('closed');
    expect(its.wordsTo(tutor, again)).toBe('This poll has been opened and can not be changed any more.');
    its.ask(prof, { type: 'poll.close', pollId });
    expect(its.does(tutor, again)).toBe('closed');
    expect(its.does(tutor, { ...change, pollId: nowhere })).toBe('not-found');
  });

  it('can be discarded, twice too; what was opened can not', () => {
    const its = new TestClass();
    const [pollId, open] = [its.draftPoll(), its.openPoll()];
    const discard = (id: PollId) => its.does(prof, { type: 'poll.discard', pollId: id });
    expect([discard(pollId), discard(pollId), discard(open)]).toEqual([['poll.discarded'], [], 'closed']);
    expect(Object.keys(its.state.polls)).toEqual([open]);
    expect(its.does(prof, { type: 'poll.open', pollId })).toBe('not-found');
  });

  it('is not the first one too many', () => {
    const its = new TestClass();
    for (let i = 0; i < POLLS_MAX; i++) its.draftPoll({ question: `Question ${i}` });
    expect(its.does(prof, { type: 'poll.draft', draft: yesOrNo })).toBe('too-many');
    const [pollId] = Object.keys(its.state.polls) as PollId[];
    expect(its.does(prof, { type: 'poll.draft', pollId: pollId!, draft: yesOrNo })).toEqual(['poll.drafted']);
  });
});

describe('opening and closing', () => {
  it('tell everything once, however often they are pressed', () => {
    const its = new TestClass();
    const pollId = its.draftPoll();
    const open = { type: 'poll.open', pollId } as const;
    const close = { type: 'poll.close', pollId } as const;
    expect(its.does(prof, close)).toBe('not-found');
    expect(its.ask(prof, open)).toEqual({
      ok: true,
      events: [{ type: 'poll.opened', pollId, draft: yesOrNo, personId: 'prof' }],
    });
    expect(its.does(tutor, open)).toEqual([]);
    expect([its.does(tutor, close), its.does(prof, close)]).toEqual([['poll.closed'], []]);
    expect(its.does(prof, open)).toBe('closed');
    expect(its.wordsTo(prof, open)).toBe('This poll has been closed and stays so.');
    for (const type of ['poll.open', 'poll.close', 'poll.publish', 'poll.hide'] as const)
      expect(its.does(prof, { type, pollId: nowhere })).toBe('not-found');
  });
});

describe('results', () => {
  it('are published once the poll is closed, with what is correct, and hidden again', () => {
    const its = new TestClass();
    const form = { kind: 'multiple', options: ['a', 'b', 'c'], correct: [2, 0, 2] } as const;
    const pollId = its.openPoll({ form: form as unknown as PollForm, marks: 1 });
    const publish = { type: 'poll.publish', pollId } as const;
    const hide = { type: 'poll.hide', pollId } as const;
    expect(its.does(prof, publish)).toBe('not-yet');
    expect(its.wordsTo(prof, publish)).toBe('Close the poll before you publish its results.');
    expect(its.does(prof, hide)).toEqual([]);
    its.ask(prof, { type: 'poll.close', pollId });
    expect(its.ask(tutor, publish)).toEqual({
      ok: true,
      events: [
        {
          ...{ type: 'poll.published', pollId, personId: 'tutor' },
          ...{ tally: { people: 0, counts: [0, 0, 0], texts: [] }, correct: [0, 2] },
        },
      ],
    });
    expect(its.does(prof, publish)).toEqual([]);
    expect([its.does(prof, hide), its.does(prof, hide)]).toEqual([['poll.hidden'], []]);
    expect(its.state.polls[pollId]).not.toHaveProperty('published');
    expect(its.does(prof, publish)).toEqual(['poll.published']);
  });

  it('have nothing that is correct where nothing is', () => {
    const its = new TestClass();
    const pollId = its.closedPoll();
    const decision = its.ask(prof, { type: 'poll.publish', pollId });
    expect(decision.ok && decision.events[0]).not.toHaveProperty('correct');
  });
});
