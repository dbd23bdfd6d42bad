import { describe, expect, it } from 'vitest';
import {
  ANSWER_TEXTS_KEPT,
  type PollAnswer,
  type PollForm,
  correctOf,
  count,
  emptyTally,
  marksFor,
  misfit,
} from '../index.ts';

const options = ['a', 'b', 'c'];
const single: PollForm = { kind: 'single', options, correct: 1 };
const multiple: PollForm = { kind: 'multiple', options, correct: [2, 0, 2] };
const rating: PollForm = { kind: 'rating', max: 4 };
const text: PollForm = { kind: 'text' };
const one = (option: number): PollAnswer => ({ kind: 'single', option });
const many = (...chosen: number[]): PollAnswer => ({ kind: 'multiple', options: chosen });
const words = (said: string): PollAnswer => ({ kind: 'text', text: said });

function tallyOf(form: PollForm, ...answers: (PollAnswer | [PollAnswer, PollAnswer])[]) {
  return answers.reduce(
    (tally, given) =>
      Array.isArray(given) ? count(tally, given[1], given[0]) : count(tally, given, undefined),
    emptyTally(form),
  );
}

describe('a tally', () => {
  it.each<[string, PollForm, (PollAnswer | [PollAnswer, PollAnswer])[], object]>([
    ['of options', single, [one(0), one(2), one(2)], { people: 3, counts: [1, 0, 2], texts: [] }],
    [
      'of sets of options',
      multiple,
      [many(0, 2), many(2), many()],
      { people: 3, counts: [1, 0, 2], texts: [] },
    ],
    [
      'of ratings from 1',
      rating,
      [
        { kind: 'rating', rating: 1 },
        { kind: 'rating', rating: 4 },
      ],
      { people: 2, counts: [1, 0, 0, 1], texts: [] },
    ],
    [
      'of words',
      text,
      [words('x'), words('y'), words('x')],
      { people: 3, counts: [], texts: ['x', 'y', 'x'] },
    ],
    [
      'without what was replaced',
      single,
      [one(0), one(1), [one(0), one(1)]],
      { people: 2, counts: [0, 2, 0], texts: [] },
    ],
    [
      'without the words that were replaced',
      text,
      [words('x'), words('x'), [words('x'), words('y')]],
      { people: 2, counts: [], texts: ['x', 'y'] },
    ],
  ])('%s', (_what, form, answers, tally) => {
    expect(tallyOf(form, ...answers)).toEqual(tally);
  });

  it('of more words than are shown counts them all', () => {
    const tally = tallyOf(text, ...Array.from({ length: ANSWER_TEXTS_KEPT + 3 }, (_, i) => words(`${i}`)));
    expect([tally.people, tally.texts.length]).toEqual([ANSWER_TEXTS_KEPT + 3, ANSWER_TEXTS_KEPT]);
    const replaced = count(tally, words('new'), words(`${ANSWER_TEXTS_KEPT + 1}`));
    expect([replaced.people, replaced.texts.length]).toEqual([ANSWER_TEXTS_KEPT + 3, ANSWER_TEXTS_KEPT]);
  });

  it('leaves the one it was given as it was', () => {
    const before = Object.freeze({ people: 1, counts: Object.freeze([1, 0, 0]), texts: Object.freeze([]) });
    expect(count(before as never, one(1), one(0))).toEqual({ people: 1, counts: [0, 1, 0], texts: [] });
  });
});

describe('what fits a question', () => {
  it.each<[PollForm, PollAnswer, string | undefined]>([
    [single, one(2), undefined],
    [single, one(3), 'There is no such option.'],
    [multiple, many(0, 1, 2), undefined],
    [multiple, many(), undefined],
    [multiple, many(0, 0), 'There is no such set of options.'],
    [multiple, many(3), 'There is no such set of options.'],
    [rating, { kind: 'rating', rating: 4 }, undefined],
    [rating, { kind: 'rating', rating: 5 }, 'The highest rating is 4.'],
    [text, words('x'), undefined],
    [text, one(0), 'This answer is of another kind than the question.'],
    [single, many(0), 'This answer is of another kind than the question.'],
  ])('%o and %o: %s', (form, answer, why) => {
    expect(misfit(form, answer)).toBe(why);
  });
});

describe('a quiz', () => {
  it('knows what is correct, each once and in order', () => {
    expect(correctOf(single)).toEqual([1]);
    expect(correctOf(multiple)).toEqual([0, 2]);
    expect(correctOf({ kind: 'multiple', options, correct: [] })).toEqual([]);
    for (const form of [
      { kind: 'single' as const, options },
      { kind: 'multiple' as const, options },
    ])
      expect(correctOf(form)).toBeUndefined();
    for (const form of [rating, text]) expect(correctOf(form)).toBeUndefined();
  });

  it.each<[string, PollForm, number | undefined, PollAnswer, number | undefined]>([
    ['the right option', single, 3, one(1), 3],
    ['a wrong option', single, 3, one(0), 0],
    ['exactly the right set, in any order', multiple, 2, many(2, 0), 2],
    ['a part of the right set', multiple, 2, many(0), 0],
    ['more than the right set', multiple, 2, many(0, 1, 2), 0],
    ['none where none is right', { kind: 'multiple', options, correct: [] }, 1, many(), 1],
    ['an answer of another kind', single, 3, words('b'), 0],
    ['nothing that is correct', { kind: 'single', options }, 3, one(1), undefined],
    ['no marks', single, undefined, one(1), undefined],
  ])('with %s', (_what, form, marks, answer, given) => {
    expect(marksFor(marks, correctOf(form), answer)).toBe(given);
  });
});
